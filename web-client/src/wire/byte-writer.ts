import { numberBits } from "./byte-reader.js";
import { WireError, type WireFault } from "./wire-error.js";

const utf8 = new TextEncoder();

/** A message being written, the mirror of `ByteReader`. Refuses what no reader would take. */
export class ByteWriter {
  private output = new Uint8Array(64);
  private length = 0;
  private bitIndex = 0;
  private bitsFree = 0;
  private isLast = true;

  /** What was written so far. */
  get written(): Uint8Array {
    return this.output.slice(0, this.length);
  }

  byte(value: number): void {
    this.reserve(1);
    this.output[this.length++] = value;
  }

  bits(value: number, count: number): void {
    while (count > 0) {
      if (this.bitsFree === 0) {
        this.bitIndex = this.length;
        this.bitsFree = 8;
        this.byte(0);
      }
      const put = Math.min(count, this.bitsFree);
      count -= put;
      this.bitsFree -= put;
      this.output[this.bitIndex] |= ((value >> count) & ((1 << put) - 1)) << this.bitsFree;
    }
  }

  varint(value: number): void {
    while (value >= 0x80) {
      this.byte((value % 128) | 0x80);
      value = Math.floor(value / 128);
    }
    this.byte(value);
  }

  number(value: number, min: number, max: number): void {
    if (!Number.isInteger(value) || value < min || value > max) throw new WireError("outOfRange");
    const width = numberBits(max - min);
    if (width > 0) this.bits(value - min, width);
    else if (min >= 0) this.varint(value - min);
    else this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  private count(count: number, limit: number, excess: WireFault): void {
    if (count > limit) throw new WireError(excess);
    const width = numberBits(limit);
    if (width > 0) this.bits(count, width);
    else this.varint(count);
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.output.set(bytes, this.length);
    this.length += bytes.length;
  }

  bytes(value: Uint8Array, limit: number): void {
    this.count(value.length, limit, "tooLong");
    this.put(value);
  }

  tail(value: Uint8Array, limit: number): void {
    if (!this.isLast) return this.bytes(value, limit);
    if (value.length > limit) throw new WireError("tooLong");
    this.put(value);
  }

  text(value: string, limit: number): void {
    if (/\p{Surrogate}/u.test(value)) throw new WireError("invalidText");
    this.bytes(utf8.encode(value), limit);
  }

  list<T>(elements: readonly T[], limit: number, write: (writer: ByteWriter, element: T) => void): void {
    this.count(elements.length, limit, "tooMany");
    for (const element of elements) write(this, element);
  }

  run<T>(elements: readonly T[], limit: number, write: (writer: ByteWriter, element: T) => void): void {
    if (elements.length === 0) throw new WireError("emptyRun");
    if (elements.length > limit) throw new WireError("tooMany");
    elements.forEach((element, index) => {
      this.isLast = index === elements.length - 1;
      this.bits(this.isLast ? 1 : 0, 1);
      write(this, element);
    });
  }

  private reserve(count: number): void {
    if (this.length + count <= this.output.length) return;
    const larger = new Uint8Array(Math.max(this.output.length * 2, this.length + count));
    larger.set(this.output);
    this.output = larger;
  }
}
