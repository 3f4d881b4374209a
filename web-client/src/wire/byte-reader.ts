import { WireError, type WireFault } from "./wire-error.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bits of a number that is at most `distance` above its lower bound; 0 when it is a varint (rule W8). */
export function numberBits(distance: number): number {
  return distance < 256 ? 32 - Math.clz32(distance) : 0;
}

/**
 * A place in a message being read, as Sources/Wire/ByteReader.swift: bytes one after another, bits from *bit bytes*, each
 * taken when its first bit is needed, most significant bit first. Never reads past the end.
 */
export class ByteReader {
  private position = 0;
  private bitByte = 0;
  private bitsLeft = 0;
  /** Whether what is read now ends the message. */
  private isLast = true;

  constructor(private readonly input: Uint8Array) {}

  private get remaining(): number {
    return this.input.length - this.position;
  }

  byte(): number {
    if (this.position >= this.input.length) throw new WireError("truncated");
    return this.input[this.position++]!;
  }

  bits(count: number): number {
    let value = 0;
    while (count > 0) {
      if (this.bitsLeft === 0) {
        this.bitByte = this.byte();
        this.bitsLeft = 8;
      }
      const taken = Math.min(count, this.bitsLeft);
      value = (value << taken) | (this.bitByte >> (8 - taken));
      this.bitByte = (this.bitByte << taken) & 0xff;
      this.bitsLeft -= taken;
      count -= taken;
    }
    return value;
  }

  /** Below 2^56: not exact above 2^53, which every range refuses. */
  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte >= 0x80) continue;
      if (byte === 0 && scale > 1) throw new WireError("varintNotMinimal");
      return value;
    }
    throw new WireError("varintTooLong");
  }

  number(min: number, max: number): number {
    const width = numberBits(max - min);
    let value = width > 0 ? this.bits(width) : this.varint();
    if (width > 0 || min >= 0) value += min;
    else value = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    if (value < min || value > max) throw new WireError("outOfRange");
    return value;
  }

  private count(limit: number, excess: WireFault): number {
    const width = numberBits(limit);
    const count = width > 0 ? this.bits(width) : this.varint();
    if (count > limit) throw new WireError(excess);
    return count;
  }

  /** A copy, so that a small piece does not keep a large message alive. */
  take(count: number): Uint8Array {
    if (count > this.remaining) throw new WireError("truncated");
    this.position += count;
    return this.input.slice(this.position - count, this.position);
  }

  bytes(limit: number): Uint8Array {
    return this.take(this.count(limit, "tooLong"));
  }

  tail(limit: number): Uint8Array {
    if (!this.isLast) return this.bytes(limit);
    if (this.remaining > limit) throw new WireError("tooLong");
    return this.take(this.remaining);
  }

  text(limit: number): string {
    const bytes = this.bytes(limit);
    try {
      return utf8.decode(bytes);
    } catch {
      throw new WireError("invalidText");
    }
  }

  list<T>(limit: number, read: (reader: ByteReader) => T): T[] {
    const count = this.count(limit, "tooMany");
    if (count > this.remaining * 8 + this.bitsLeft) throw new WireError("truncated");
    const elements: T[] = [];
    for (let index = 0; index < count; index++) elements.push(read(this));
    return elements;
  }

  run<T>(limit: number, read: (reader: ByteReader) => T): T[] {
    const elements: T[] = [];
    do {
      if (elements.length >= limit) throw new WireError("tooMany");
      this.isLast = this.bits(1) === 1;
      elements.push(read(this));
    } while (!this.isLast);
    return elements;
  }

  /** Ends the message: every byte was taken, bits left over are zero. */
  finish(): void {
    if (this.remaining > 0) throw new WireError("trailingBytes");
    if (this.bitByte !== 0) throw new WireError("unusedBits");
  }
}
