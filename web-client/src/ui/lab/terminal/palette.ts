import { css, legible, mixed, type RGB } from "./colours.js";
import { attribute, type CellColour, type GlyphStyle } from "./terminal-screen.js";

export type PaletteName = "light" | "dark" | "contrast";

/** What a style looks like. */
export interface Look {
  readonly ink: string;
  /** Undefined: the screen's own. */
  readonly paper: string | undefined;
  /** Of the underline. */
  readonly line: string;
  /** The font's part before its size. */
  readonly font: string;
  readonly isInvisible: boolean;
}

interface Shades {
  readonly ink: RGB;
  readonly paper: RGB;
  /** The 16 that have names: black, red, green, yellow, blue, magenta, cyan, white; the same brighter. */
  readonly named: readonly RGB[];
  /** The same as they are behind text: large areas of them are calmer. */
  readonly behind: readonly RGB[];
  /** By how much text stands out from what is behind it, at the least (WCAG 2.1 §1.4.3 and §1.4.6). */
  readonly ratio: number;
}

const hex = (text: string) => text.split(" ").map((word) => parseInt(word, 16));

const shades: Record<PaletteName, Shades> = {
  dark: {
    ink: 0xe6e3da, paper: 0x171917, ratio: 4.5,
    named: hex("30332f e88a80 8fc98a d9b968 86aee0 c79bd8 76c3bd d5d2c8 8f918a ffaaa0 b0e3a8 f3d88a a9caf5 e0bbee 9ae0da fbf9f2"),
    behind: hex("30332f 7d332c 2c5c33 66501c 29497a 5f3d70 1e5b58 d5d2c8 565953 a3453c 3f7d47 8a6d28 3a65a3 80539a 2f7f79 fbf9f2"),
  },
  light: {
    ink: 0x26251f, paper: 0xfdfcf8, ratio: 4.5,
    named: hex("26251f b3261e 2d7334 83620a 2460ad 8b3a9e 14706c dedbd1 6b6960 c0342b 2f7a36 8a680c 2b69b8 9644a9 187670 ffffff"),
    behind: hex("26251f b3261e 2d7334 83620a 2460ad 8b3a9e 14706c dedbd1 6b6960 c0342b 2f7a36 8a680c 2b69b8 9644a9 187670 ffffff"),
  },
  contrast: {
    ink: 0x000000, paper: 0xffffff, ratio: 7,
    named: hex("000000 8c0000 004d00 5c4200 003f8f 6a0070 00504d e6e6e6 4a4a4a 8c0000 004d00 5c4200 003f8f 6a0070 00504d ffffff"),
    behind: hex("000000 8c0000 004d00 5c4200 003f8f 6a0070 00504d e6e6e6 4a4a4a 8c0000 004d00 5c4200 003f8f 6a0070 00504d ffffff"),
  },
};

const steps = [0, 95, 135, 175, 215, 255];

/** Turns the colours of programs into what is seen: calm, and always legible on what is behind them. */
export class Palette {
  private readonly shades: Shades;
  private looks = new WeakMap<GlyphStyle, Look>();
  private readonly known = new Map<number, RGB>();

  constructor(name: PaletteName, readonly isReversed = false) {
    this.shades = shades[name];
  }

  /** Behind everything. */
  get paper(): string {
    return css(this.isReversed ? this.shades.ink : this.shades.paper);
  }

  /** Of text that asks for no colour, and of the cursor. */
  get ink(): string {
    return css(this.isReversed ? this.shades.paper : this.shades.ink);
  }

  look(style: GlyphStyle): Look {
    let look = this.looks.get(style);
    if (!look) this.looks.set(style, (look = this.make(style)));
    return look;
  }

  /** The colour of text and of what is behind it. */
  colours({ foreground, background, attributes }: GlyphStyle): { ink: RGB; paper: RGB } {
    const isInverse = ((attributes & attribute.inverse) !== 0) !== this.isReversed;
    // Bold text in one of the eight is bright in what most programs expect.
    const isBright = (attributes & attribute.bold) !== 0 && foreground >> 24 === 1 && (foreground & 255) < 8;
    const front = this.rgb(isBright ? foreground + 8 : foreground, this.shades.ink, this.shades.named);
    const back = this.rgb(background, this.shades.paper, this.shades.behind);
    const [ink, paper] = isInverse ? [back, front] : [front, back];
    return { ink: this.legible(attributes & attribute.faint ? mixed(ink, paper, 0.4) : ink, paper), paper };
  }

  private make(style: GlyphStyle): Look {
    const { ink, paper } = this.colours(style);
    const line = style.underlineColour === 0 ? ink : this.legible(this.rgb(style.underlineColour, ink, this.shades.named), paper);
    const font = `${style.attributes & attribute.italic ? "italic " : ""}${style.attributes & attribute.bold ? "700 " : ""}`;
    return { ink: css(ink), paper: css(paper) === this.paper ? undefined : css(paper), line: css(line), font, isInvisible: (style.attributes & attribute.invisible) !== 0 };
  }

  /** A colour by its number; see `CellColour`. */
  private rgb(colour: CellColour, standard: RGB, named: readonly RGB[]): RGB {
    if (colour === 0) return standard;
    if (colour >> 24 === 2) return colour & 0xffffff;
    const index = colour & 255;
    if (index < 16) return named[index]!;
    // xterm's cube and its greys.
    if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
    const [red, green, blue] = [Math.floor((index - 16) / 36), Math.floor((index - 16) / 6) % 6, (index - 16) % 6];
    return (steps[red]! << 16) | (steps[green]! << 8) | steps[blue]!;
  }

  private legible(ink: RGB, paper: RGB): RGB {
    const key = ink * 0x1000000 + paper;
    let result = this.known.get(key);
    if (result === undefined) {
      // A program can name sixteen million pairs.
      if (this.known.size > 4_096) this.known.clear();
      this.known.set(key, (result = legible(ink, paper, this.shades.ratio)));
    }
    return result;
  }
}
