import { ScreenCodingError } from "./screen-coding-error.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads what the terminal's coder wrote, as Sources/Terminal/DifferenceReader.swift. Never reads past the end. */
export class DifferenceReader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  byte(): number {
    if (this.position >= this.bytes.length) throw new ScreenCodingError("truncated");
    return this.bytes[this.position++]!;
  }

  /** A number in 0...limit, in as few bytes as it needs. */
  varint(limit: number): number {
    const value = this.wide();
    return value <= limit ? value : outOfRange();
  }

  /** A number of either sign; not exact above 2^53, which every limit refuses. */
  signed(): number {
    const folded = this.wide();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  /** Groups of 7 bits, least significant first: 64 bits at most. */
  private wide(): number {
    let value = 0;
    for (let shift = 0, scale = 1; shift < 70; shift += 7, scale *= 128) {
      const byte = this.byte();
      if (shift === 63 && byte > 1) outOfRange();
      value += (byte & 0x7f) * scale;
      if (byte === 0 && shift > 0) outOfRange();
      if (byte < 0x80) return value;
    }
    return outOfRange();
  }

  /** One scalar in UTF-8 (RFC 3629 §4), no control. */
  scalar(): number {
    const first = this.byte();
    if (first < 0x80) return first >= 0x20 && first < 0x7f ? first : invalidText();
    if (first < 0xc2 || first > 0xf4) invalidText();
    const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let scalar = first & (0x3f >> more);
    for (let index = 0; index < more; index++) {
      const byte = this.byte();
      const low = index > 0 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      const high = index > 0 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) invalidText();
      scalar = (scalar << 6) | (byte & 0x3f);
    }
    return scalar >= 0xa0 ? scalar : invalidText();
  }

  /** Scalars into `target` from `start` to `end`; mostly they are ASCII. */
  scalars(target: Uint32Array, start: number, end: number): void {
    const { bytes } = this;
    let { position } = this;
    for (let place = start; place < end; place++) {
      const byte = bytes[position]!;
      if (byte >= 0x20 && byte < 0x7f) {
        target[place] = byte;
        position++;
      } else {
        this.position = position;
        target[place] = this.scalar();
        ({ position } = this);
      }
    }
    this.position = position;
  }

  /** Bytes after their length, which is compared with `limit` before anything is taken. They are a view of the message. */
  bytesOf(limit: number): Uint8Array {
    return this.take(this.varint(limit));
  }

  take(count: number): Uint8Array {
    if (count > this.remaining) throw new ScreenCodingError("truncated");
    return this.upTo(count);
  }

  /** The next `count` bytes, or as many as there are. */
  upTo(count: number): Uint8Array {
    const bytes = this.bytes.subarray(this.position, this.position + count);
    this.position += bytes.length;
    return bytes;
  }

  /** Text without controls, of at most `limit` bytes. */
  text(limit: number): string {
    const bytes = this.bytesOf(limit);
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      return invalidText();
    }
    return /\p{Cc}/u.test(text) ? invalidText() : text;
  }
}

export function outOfRange(): never {
  throw new ScreenCodingError("outOfRange");
}

export function invalidText(): never {
  throw new ScreenCodingError("invalidText");
}
