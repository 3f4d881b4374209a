/** As Sources/WireTesting/Seeded.swift: the same draws give the same values in both languages. */
export class Seeded {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** The next 32 bits (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  below(bound: number): number {
    return this.next() % bound;
  }

  bool(): boolean {
    return this.below(2) === 1;
  }

  number(min: number, max: number): number {
    const distance = max - min;
    switch (this.below(4)) {
      case 0: return min;
      case 1: return max;
      case 2: return min + this.below(Math.min(distance, 300) + 1);
      default: {
        const high = this.below(2 ** 21);
        const low = this.next();
        return min + ((high * 2 ** 32 + low) % (distance + 1));
      }
    }
  }

  fixed(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  bytes(limit: number): Uint8Array {
    return this.fixed(this.length(limit));
  }

  text(limit: number): string {
    const count = this.length(limit);
    let text = "";
    let used = 0;
    for (;;) {
      const scalar = scalars[this.below(scalars.length)]!;
      used += utf8Length(scalar);
      if (used > count) return text;
      text += scalar;
    }
  }

  list<T>(limit: number, random: () => T): T[] {
    return Array.from({ length: this.below(Math.min(limit, 3) + 1) }, random);
  }

  run<T>(limit: number, random: () => T): T[] {
    return Array.from({ length: 1 + this.below(Math.min(limit, 3)) }, random);
  }

  /** Changes bytes in one to three places. */
  mutate(bytes: number[]): void {
    const times = this.below(3);
    for (let time = 0; time <= times; time++) {
      const place = this.below(bytes.length + 1);
      const isInside = place < bytes.length;
      switch (this.below(6)) {
        case 0: if (isInside) bytes[place]! ^= 1 << this.below(8); break;
        case 1: if (isInside) bytes[place] = this.below(256); break;
        case 2: bytes.splice(place, 0, this.below(256)); break;
        case 3: bytes.splice(place, 1 + this.below(4)); break;
        case 4: if (isInside) bytes[place] = this.below(2) === 0 ? 0x80 : 0xff; break;
        default: bytes.splice(place);
      }
    }
  }

  private length(limit: number): number {
    switch (this.below(8)) {
      case 0: return 0;
      case 1: return Math.min(limit, 300);
      default: return this.below(Math.min(limit, 12) + 1);
    }
  }
}

/** A running 32-bit digest (FNV-1a). */
export class Digest {
  private state = 0x811c9dc5;

  /** Goes on with `bytes`, then with a byte that ends them. */
  add(bytes: Uint8Array): void {
    for (const byte of bytes) this.state = Math.imul(this.state ^ byte, 0x01000193);
    this.state = Math.imul(this.state ^ 0xff, 0x01000193);
  }

  get value(): number {
    return this.state >>> 0;
  }
}

function utf8Length(scalar: string): number {
  const code = scalar.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

const scalars = [
  "a", "Z", "0", " ", '"', "\\", "/", "<", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "é", "ß", "ت", "خ",
  "\u{200F}", "\u{202E}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "漢", "\u{E000}", "\u{D7FF}", "🖊",
  "\u{10FFFF}",
];
