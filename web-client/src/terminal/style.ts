/** A colour: 0 is the standard one, 2^24 + n the palette's n (xterm's 256), 2^25 + 0xRRGGBB a true one; `Color.packed` in Swift. */
export type Color = number;

export const standardColor: Color = 0;
export const paletteColor = (index: number): Color => 0x1000000 + index;
export const trueColor = (red: number, green: number, blue: number): Color => 0x2000000 + (red << 16) + (green << 8) + blue;
export const isPalette = (color: Color): boolean => color >> 24 === 1;

/** Bits of `Style.attributes` (ECMA-48 §8.3.117, SGR). */
export const enum Attribute {
  bold = 1,
  faint = 2,
  italic = 4,
  blink = 8,
  inverse = 16,
  invisible = 32,
  strikethrough = 64,
  overline = 128,
}

/** Shapes of an underline by `Style.underline` (xterm ctlseqs, SGR 4:0 to 4:5). */
export const underlines = ["none", "single", "double", "curly", "dotted", "dashed"] as const;

/** How a cell is drawn. */
export interface Style {
  readonly foreground: Color;
  readonly background: Color;
  /** Of the underline; the standard one is the text's. */
  readonly underlineColor: Color;
  /** A number in `underlines`. */
  readonly underline: number;
  /** Bits of `Attribute`. */
  readonly attributes: number;
  /** A number in the table's `links` plus one, or 0. */
  readonly link: number;
}

export const plainStyle: Style = Object.freeze({ foreground: 0, background: 0, underlineColor: 0, underline: 0, attributes: 0, link: 0 });
