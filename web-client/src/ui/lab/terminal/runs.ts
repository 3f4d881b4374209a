import { widthOf, type Glyph, type GlyphStyle, type Line } from "./terminal-screen.js";

/** Glyphs that are drawn at once. */
export interface Run {
  /**
   * `plain`: letters of the font, one cell each; `single`: one glyph that is fitted into its cells; `joined`: a word of a script that is written
   * from right to left, whose letters join: drawn whole, as wide as its cells are together; `blank`: nothing but paper.
   */
  readonly kind: "plain" | "single" | "joined" | "blank";
  readonly text: string;
  /** From 0. */
  readonly column: number;
  /** In cells. */
  readonly width: number;
  readonly style: GlyphStyle;
  readonly isPredicted: boolean;
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and what belongs to them; Arabic presentation forms. */
const isRightToLeft = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** What may stand between such letters in one run: a space and common marks, digits. No lines of boxes. */
const mayJoin = /^[ \d.,:;!?'"()\u060c\u061b\u061f\-]$/;

/**
 * Cuts a line into runs. Programs print letters in the order in which they are spoken; so a stretch from one right-to-left letter to another,
 * with what stands between, is one run, and the browser orders and joins it as in any text.
 */
export function runsOf(line: Line): Run[] {
  const runs: Run[] = [];
  let column = 0;
  for (let index = 0; index < line.length; ) {
    const end = isRightToLeft.test(line[index]!.text) ? endOfJoined(line, index) : endOfRun(line, index);
    const glyphs = line.slice(index, end);
    const width = widthOf(glyphs);
    const { style, isPredicted = false } = glyphs[0]!;
    runs.push({ kind: kindOf(glyphs), text: glyphs.map(({ text }) => text || " ").join(""), column, width, style, isPredicted });
    column += width;
    index = end;
  }
  return runs;
}

function kindOf(glyphs: Line): Run["kind"] {
  const [first] = glyphs;
  if (isRightToLeft.test(first!.text)) return "joined";
  if (glyphs.every(isBlank)) return "blank";
  return isPlain(first!) ? "plain" : "single";
}

function isBlank({ text }: Glyph): boolean {
  return text === "" || text === " ";
}

/** Whether a glyph surely has the font's advance: printable ASCII. */
function isPlain({ text, width }: Glyph): boolean {
  return width === 1 && (text === "" || (text.length === 1 && text >= " " && text <= "~"));
}

function isLike(one: Glyph, other: Glyph): boolean {
  return one.style === other.style && (one.isPredicted ?? false) === (other.isPredicted ?? false);
}

function endOfRun(line: Line, start: number): number {
  const first = line[start]!;
  if (!isPlain(first)) return start + 1;
  let end = start + 1;
  while (end < line.length && isPlain(line[end]!) && isLike(first, line[end]!)) end++;
  return end;
}

/** Behind the last right-to-left letter of the run; a number that follows is read with it (UAX #9, W2 and N1). */
function endOfJoined(line: Line, start: number): number {
  const first = line[start]!;
  let end = start + 1;
  for (let index = end; index < line.length && isLike(first, line[index]!); index++) {
    const text = line[index]!.text || " ";
    if (isRightToLeft.test(text) || /\d/.test(text)) end = index + 1;
    else if (!mayJoin.test(text) || (text === " " && (line[index - 1]!.text || " ") === " ")) break;
  }
  return end;
}
