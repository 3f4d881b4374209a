import { textByteLimit, type Splice } from "../wire/index.js";

const utf8 = new TextEncoder();

/** The text after `splice`, whose places are cut to the text; the same text where the result would be longer than a text may be. */
export function spliced(text: string, splice: Splice): string {
  const scalars = Array.from(text);
  const at = Math.min(splice.at, scalars.length);
  const end = Math.min(at + splice.removed, scalars.length);
  const result = scalars.slice(0, at).join("") + splice.inserted + scalars.slice(end).join("");
  return utf8.encode(result).length > textByteLimit ? text : result;
}
