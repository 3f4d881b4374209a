/** What a keystroke may do to a line that is being typed. */
export type Keystroke =
  /** Characters that take one column each. */
  | { readonly kind: "text"; readonly characters: readonly string[] }
  | { readonly kind: "backspace" }
  | { readonly kind: "left" }
  | { readonly kind: "right" }
  /** The line is done. */
  | { readonly kind: "enter" }
  /** Whatever it does, it is not foreseen. */
  | { readonly kind: "other" };

/** Characters of one keystroke that are foreseen: more of them were pasted. */
const characterLimit = 32;

const arrows = new Map<string, Keystroke>([
  ["\x1b[D", { kind: "left" }], ["\x1bOD", { kind: "left" }], ["\x1b[C", { kind: "right" }], ["\x1bOC", { kind: "right" }], ["\x7f", { kind: "backspace" }],
]);

/**
 * Letters of scripts that take one column and combine with nothing, ASCII foremost; a browser has no table of widths, and of all others does not
 * foresee what they take.
 */
const narrow = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0373\u0386-\u0482\u048a-\u0527\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06ff\u060c\u061b\u061f\u2010-\u2027]+$/;

/** What the bytes of a keystroke mean. */
export function readKeystroke(bytes: Uint8Array): Keystroke {
  const text = new TextDecoder().decode(bytes);
  const known = arrows.get(text);
  if (known) return known;
  if (narrow.test(text) && text.length <= characterLimit) return { kind: "text", characters: Array.from(text) };
  return { kind: /[\r\n]/.test(text) ? "enter" : "other" };
}
