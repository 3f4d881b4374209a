import type { InkBitCoder } from "./bit-coder.js";

/** Writes bits as a binary range code of 32 bits (protocol/INK.md, I1, I2). */
export class InkRangeEncoder implements InkBitCoder {
  private bytes: number[] = [];
  private low = 0;
  private high = -1;

  code(bit: number, p: number): number {
    const range = this.high - this.low;
    const middle = (this.low + Math.imul(range >>> 16, p) + (Math.imul(range & 0xffff, p) >>> 16)) | 0;
    if (bit === 1) this.high = middle;
    else this.low = (middle + 1) | 0;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.bytes.push(this.high >>> 24);
      this.low <<= 8;
      this.high = (this.high << 8) | 255;
    }
    return bit;
  }

  /** Ends the message with the byte, if any, that followed by zeros lies in the range, and starts another. */
  finish(): Uint8Array {
    if (this.low !== 0) this.bytes.push(this.high >>> 24);
    const bytes = Uint8Array.from(this.bytes);
    this.bytes = [];
    this.low = 0;
    this.high = -1;
    return bytes;
  }
}
