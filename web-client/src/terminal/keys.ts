import { Mode } from "./modes.js";

/** A pressed key: a `KeyboardEvent` is one. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  getModifierState?(name: string): boolean;
}

/** Keys whose sequence ends in a letter: `CSI letter`, or `SS3 letter` when cursor keys are in application mode (xterm ctlseqs, "PC-Style Function Keys"). */
const cursorKeys: Readonly<Record<string, string>> = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D", End: "F", Home: "H" };
/** Always `SS3 letter` without modifiers. */
const firstFunctionKeys: Readonly<Record<string, string>> = { F1: "P", F2: "Q", F3: "R", F4: "S" };
/** `CSI number ~`. */
const numberedKeys: Readonly<Record<string, number>> = {
  Insert: 2, Delete: 3, PageUp: 5, PageDown: 6, F5: 15, F6: 17, F7: 18, F8: 19, F9: 20, F10: 21, F11: 23, F12: 24,
  F13: 25, F14: 26, F15: 28, F16: 29, F17: 31, F18: 32, F19: 33, F20: 34,
};
/** `SS3 letter` while the keypad is in application mode (xterm ctlseqs, "VT220-Style Function Keys", DECKPAM). */
const keypadKeys: Readonly<Record<string, string>> = {
  NumpadMultiply: "j", NumpadAdd: "k", NumpadComma: "l", NumpadSubtract: "m", NumpadDecimal: "n", NumpadDivide: "o", Numpad0: "p", Numpad1: "q", Numpad2: "r",
  Numpad3: "s", Numpad4: "t", Numpad5: "u", Numpad6: "v", Numpad7: "w", Numpad8: "x", Numpad9: "y", NumpadEqual: "X", NumpadEnter: "M",
};
/** What Ctrl makes of characters that are no letters (VT220 manual, table 3-5; xterm the same). */
const controls: Readonly<Record<string, number>> = {
  " ": 0, "@": 0, "2": 0, "[": 0x1b, "3": 0x1b, "\\": 0x1c, "4": 0x1c, "]": 0x1d, "5": 0x1d, "^": 0x1e, "6": 0x1e, "~": 0x1e, "_": 0x1f, "/": 0x1f, "7": 0x1f, "?": 0x7f, "8": 0x7f,
};

const utf8 = new TextEncoder();

/**
 * The bytes of a key press as xterm sends them with these modes (bits of `Mode`); nothing for a key that is not the terminal's: one alone that modifies, one that
 * belongs to the browser (Meta), one that composes text. Composed text comes as text.
 */
export function keyBytes(press: KeyPress, modes: number): Uint8Array | undefined {
  if (press.isComposing || press.metaKey) return undefined;
  const text = keypadText(press, modes) ?? namedText(press, modes) ?? characterText(press);
  return text === undefined ? undefined : utf8.encode(text);
}

/** 1 and Shift 1, Alt 2, Ctrl 4 (xterm ctlseqs, "PC-Style Function Keys", table of modifiers). */
const modifier = ({ shiftKey, altKey, ctrlKey }: KeyPress): number => 1 + (shiftKey ? 1 : 0) + (altKey ? 2 : 0) + (ctrlKey ? 4 : 0);

/** The keypad in application mode. Num Lock overrides it, as in xterm: people who switched it on want digits. */
function keypadText(press: KeyPress, modes: number): string | undefined {
  const letter = keypadKeys[press.code];
  const isCharacter = press.key.length === 1 || press.key === "Enter";
  if (letter === undefined || !isCharacter || (modes & Mode.keypad) === 0 || press.getModifierState?.("NumLock")) return undefined;
  return `\x1bO${letter}`;
}

function namedText(press: KeyPress, modes: number): string | undefined {
  const { key, altKey, ctrlKey, shiftKey } = press;
  const escape = altKey ? "\x1b" : "";
  const number = modifier(press);
  const numbered = numberedKeys[key];
  if (numbered !== undefined) return number > 1 ? `\x1b[${numbered};${number}~` : `\x1b[${numbered}~`;
  const letter = cursorKeys[key] ?? firstFunctionKeys[key];
  if (letter !== undefined && number > 1) return `\x1b[1;${number}${letter}`;
  if (letter !== undefined) return key in firstFunctionKeys || (modes & Mode.cursorKeys) !== 0 ? `\x1bO${letter}` : `\x1b[${letter}`;
  switch (key) {
    case "Enter": return `${escape}${(modes & Mode.newLine) !== 0 ? "\r\n" : "\r"}`;
    case "Tab": return shiftKey ? "\x1b[Z" : `${escape}\t`;
    case "Backspace": return `${escape}${ctrlKey ? "\b" : "\x7f"}`;
    case "Escape": return `${escape}\x1b`;
    default: return undefined;
  }
}

function characterText(press: KeyPress): string | undefined {
  const { key, altKey, ctrlKey } = press;
  if (Array.from(key).length !== 1) return undefined;
  // AltGr, and Option on a Mac, make other characters than ASCII: these are text.
  if (press.getModifierState?.("AltGraph") || (altKey && key > "\x7f" && !ctrlKey)) return key;
  const character = ctrlKey ? control(press) : key > "\x7f" && altKey ? latin(press) : key;
  return character === undefined ? undefined : (altKey ? "\x1b" : "") + character;
}

/** The control character, by the letter's place on the keyboard when the layout has another script. */
function control(press: KeyPress): string | undefined {
  const key = press.key > "\x7f" ? latin(press) : press.key;
  if (key === undefined) return undefined;
  if (/^[a-z]$/i.test(key)) return String.fromCharCode(key.charCodeAt(0) & 0x1f);
  const code = controls[key];
  return code === undefined ? key : String.fromCharCode(code);
}

/** What the key is on a Latin keyboard. */
function latin({ code }: KeyPress): string | undefined {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? { BracketLeft: "[", BracketRight: "]", Backslash: "\\", Slash: "/", Space: " ", Minus: "_" }[code];
}

/** The bytes of text that was composed (dead keys, an input method). */
export function textBytes(text: string): Uint8Array {
  return utf8.encode(withoutControls(text));
}

/**
 * The bytes of pasted text: line breaks as Enter, no other control character but tabs, between brackets if the program asked for them (xterm ctlseqs,
 * "Bracketed Paste Mode"). The mark that ends it cannot be part of the text.
 */
export function pasteBytes(text: string, modes: number): Uint8Array {
  const typed = withoutControls(text.replace(/\x1b\[20[01]~/g, "")).replace(/\n/g, "\r");
  return utf8.encode((modes & Mode.bracketedPaste) !== 0 ? `\x1b[200~${typed}\x1b[201~` : typed);
}

const withoutControls = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}/gu, "");

/** What is told of the focus, to programs that asked (xterm ctlseqs, ?1004). */
export function focusBytes(hasFocus: boolean, modes: number): Uint8Array | undefined {
  return (modes & Mode.focus) !== 0 ? utf8.encode(hasFocus ? "\x1b[I" : "\x1b[O") : undefined;
}
