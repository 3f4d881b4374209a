/** The bits of a glyph's `attributes`, as `Attributes` in Sources/Terminal/Attributes.swift. */
export const attribute = { bold: 1, faint: 2, italic: 4, blink: 8, inverse: 16, invisible: 32, strikethrough: 64, overline: 128 } as const;

/** As `Underline` in Sources/Terminal/Underline.swift: none, single, double, curly, dotted, dashed. */
export type Underline = 0 | 1 | 2 | 3 | 4 | 5;

/** As `CursorShape` in Sources/Terminal/CursorShape.swift; odd numbers but 0 blink. */
export type CursorShape = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** A colour as the program named it, as `Color.packed`: 0 is the screen's own, 1 << 24 | index one of 256, 2 << 24 | red, green, blue any other. */
export type CellColour = number;

/** How glyphs are drawn. The same style is the same object as far as possible: what is worked out of it is kept with it. */
export interface GlyphStyle {
  readonly foreground: CellColour;
  readonly background: CellColour;
  /** 0: the text's. */
  readonly underlineColour: CellColour;
  readonly underline: Underline;
  readonly attributes: number;
  /** Where it leads, as the program said; empty: nowhere. */
  readonly link: string;
}

/** A character with its marks. Its width is the server's; the second half of a wide one is no glyph of its own. */
export interface Glyph {
  /** Empty where nothing was written. */
  readonly text: string;
  readonly width: 1 | 2;
  readonly style: GlyphStyle;
  /** Typed here and not confirmed yet. */
  readonly isPredicted?: boolean;
}

/** Glyphs whose widths add up to at most the columns of the screen. */
export type Line = readonly Glyph[];

/** What is drawn. */
export interface TerminalScreen {
  readonly columns: number;
  readonly rows: number;
  readonly cursor: { readonly row: number; readonly column: number; readonly shape: CursorShape; readonly isShown: boolean };
  /** Foreground and background are exchanged everywhere (DECSCNM). */
  readonly isReversed: boolean;
  /** A program shows a screen of its own, which has no scrollback. */
  readonly isAlternate: boolean;
  /** A program wants to hear of the mouse. */
  readonly isPointed: boolean;
  readonly title: string;
  /** The id that the next line of the scrollback will have. */
  readonly nextLine: number;
  line(row: number): Line;
  /** Whether the text goes on in the next row because this one was full. */
  isWrapped(row: number): boolean;
}

export const plainStyle: GlyphStyle = { foreground: 0, background: 0, underlineColour: 0, underline: 0, attributes: 0, link: "" };

/** In cells. */
export function widthOf(line: Line): number {
  return line.reduce((sum, { width }) => sum + width, 0);
}

/** The text of a line, without blanks at its end. */
export function textOf(line: Line): string {
  return line.map(({ text }) => text || " ").join("").replace(/ +$/, "");
}
