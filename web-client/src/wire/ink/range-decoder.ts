import { InkError, InkRule } from "./ink-error.js";
import type { InkBitCoder } from "./bit-coder.js";

/** Reads bits of a binary range code of 32 bits (protocol/INK.md, I1, I2). Bytes behind the end read as 0. */
export class InkRangeDecoder implements InkBitCoder {
  private consumed = 0;
  // Unsigned 32-bit numbers, kept as signed ones: these stay out of the heap.
  private low = 0;
  private high = -1;
  private value = 0;

  private readonly length: number;
  private readonly bytes: Uint8Array;

  /** Copies the bytes and some zeros behind them: reading past the end of an array is slow. */
  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.bytes = new Uint8Array(this.length + 8);
    this.bytes.set(bytes);
    for (let place = 0; place < 4; place++) this.shiftIn();
  }

  /** Throws when more was read than an encoder could have meant. */
  checkSupply(): void {
    if (this.consumed > this.length + 4) throw new InkError(InkRule.truncated);
  }

  /** What `read` reads, which has to take all bytes. Lack of bytes explains any other error. */
  whole<Value>(read: (coder: this) => Value): Value {
    try {
      const value = read(this);
      if (this.consumed < this.length) throw new InkError(InkRule.trailingBytes);
      return value;
    } finally {
      this.checkSupply();
    }
  }

  code(_bit: number, p: number): number {
    const range = this.high - this.low;
    const middle = (this.low + Math.imul(range >>> 16, p) + (Math.imul(range & 0xffff, p) >>> 16)) | 0;
    const bit = this.value >>> 0 <= middle >>> 0 ? 1 : 0;
    if (bit === 1) this.high = middle;
    else this.low = (middle + 1) | 0;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.low <<= 8;
      this.high = (this.high << 8) | 255;
      this.shiftIn();
    }
    return bit;
  }

  private shiftIn(): void {
    this.value = (this.value << 8) | this.bytes[this.consumed]!;
    this.consumed++;
  }
}
