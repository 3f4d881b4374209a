import { InkError, InkRule } from "./ink-error.js";
import type { InkBitCoder } from "./bit-coder.js";

/** Reads bits of a binary range code of 32 bits (protocol/INK.md, I1, I2). Bytes behind the end read as 0. */
export class InkRangeDecoder implements InkBitCoder {
  private consumed = 0;
  private low = 0;
  private high = 0xffff_ffff;
  private value = 0;

  constructor(private readonly bytes: Uint8Array) {
    for (let place = 0; place < 4; place++) this.shiftIn();
  }

  /** Throws when more was read than an encoder could have meant. */
  checkSupply(): void {
    if (this.consumed > this.bytes.length + 4) throw new InkError(InkRule.truncated);
  }

  /** Throws unless all bytes were used, and no more. */
  finish(): void {
    this.checkSupply();
    if (this.consumed < this.bytes.length) throw new InkError(InkRule.trailingBytes);
  }

  code(_bit: number, p: number): number {
    const range = (this.high - this.low) >>> 0;
    const middle = (this.low + (range >>> 16) * p + (((range & 0xffff) * p) >>> 16)) >>> 0;
    const bit = this.value <= middle ? 1 : 0;
    if (bit === 1) this.high = middle;
    else this.low = (middle + 1) >>> 0;
    while (((this.low ^ this.high) & 0xff00_0000) === 0) {
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
      this.shiftIn();
    }
    return bit;
  }

  private shiftIn(): void {
    this.value = ((this.value << 8) | (this.bytes[this.consumed] ?? 0)) >>> 0;
    this.consumed++;
  }
}
