import assert from "node:assert/strict";
import test from "node:test";
import { focusBytes, keyBytes, pasteBytes, textBytes, type KeyPress } from "../src/terminal/keys.js";
import { Mode, MouseTracking } from "../src/terminal/modes.js";
import { MouseReports, wheelKeys, type MouseDeed } from "../src/terminal/mouse.js";

/** A key as it is written in a table: modifiers `C-`, `A-`, `S-`, `M-`, `G-` (AltGr), `N-` (Num Lock), then the key, then its place if that matters. */
function press(words: string): KeyPress {
  const [, modifiers, key, code] = /^((?:[CASMGN]-)*)(.+?)(?:@(\w+))?$/u.exec(words)!;
  const has = (letter: string): boolean => modifiers!.includes(`${letter}-`);
  return {
    key: key!, code: code ?? "", ctrlKey: has("C"), altKey: has("A"), shiftKey: has("S"), metaKey: has("M"), isComposing: false,
    getModifierState: (name) => (name === "AltGraph" ? has("G") : name === "NumLock" && has("N")),
  };
}

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Array.from(new TextDecoder().decode(bytes)).join("");

/** What xterm sends, by source: key, modes, bytes. */
const tables: Record<string, [key: string, modes: number, bytes: string | undefined][]> = {
  "xterm ctlseqs, PC-Style Function Keys: cursor keys, normal and application (DECCKM)": [
    ["ArrowUp", 0, "\x1b[A"], ["ArrowDown", 0, "\x1b[B"], ["ArrowRight", 0, "\x1b[C"], ["ArrowLeft", 0, "\x1b[D"], ["Home", 0, "\x1b[H"], ["End", 0, "\x1b[F"],
    ["ArrowUp", Mode.cursorKeys, "\x1bOA"], ["ArrowLeft", Mode.cursorKeys, "\x1bOD"], ["Home", Mode.cursorKeys, "\x1bOH"], ["End", Mode.cursorKeys, "\x1bOF"],
  ],
  "xterm ctlseqs, PC-Style Function Keys: modifiers": [
    ["C-ArrowRight", 0, "\x1b[1;5C"], ["S-ArrowUp", 0, "\x1b[1;2A"], ["A-ArrowLeft", 0, "\x1b[1;3D"], ["A-S-Home", 0, "\x1b[1;4H"], ["C-S-End", 0, "\x1b[1;6F"], ["C-A-ArrowDown", 0, "\x1b[1;7B"],
    ["C-A-S-F1", 0, "\x1b[1;8P"], ["C-ArrowRight", Mode.cursorKeys, "\x1b[1;5C"], ["S-F5", 0, "\x1b[15;2~"], ["C-Delete", 0, "\x1b[3;5~"], ["A-PageUp", 0, "\x1b[5;3~"],
  ],
  "xterm ctlseqs, PC-Style Function Keys: function keys": [
    ["F1", 0, "\x1bOP"], ["F2", 0, "\x1bOQ"], ["F3", 0, "\x1bOR"], ["F4", Mode.cursorKeys, "\x1bOS"], ["F5", 0, "\x1b[15~"], ["F6", 0, "\x1b[17~"], ["F7", 0, "\x1b[18~"], ["F8", 0, "\x1b[19~"],
    ["F9", 0, "\x1b[20~"], ["F10", 0, "\x1b[21~"], ["F11", 0, "\x1b[23~"], ["F12", 0, "\x1b[24~"], ["F13", 0, "\x1b[25~"], ["F20", 0, "\x1b[34~"],
    ["Insert", 0, "\x1b[2~"], ["Delete", 0, "\x1b[3~"], ["PageUp", 0, "\x1b[5~"], ["PageDown", 0, "\x1b[6~"],
  ],
  "terminfo xterm-256color, kbs, kcbt, cr; LNM (ECMA-48 §7.2, mode 20)": [
    ["Backspace", 0, "\x7f"], ["C-Backspace", 0, "\b"], ["A-Backspace", 0, "\x1b\x7f"], ["Tab", 0, "\t"], ["S-Tab", 0, "\x1b[Z"], ["Enter", 0, "\r"], ["A-Enter", 0, "\x1b\r"],
    ["Enter", Mode.newLine, "\r\n"], ["Escape", 0, "\x1b"], ["A-Escape", 0, "\x1b\x1b"],
  ],
  "xterm ctlseqs, VT220-Style Function Keys: keypad (DECKPAM), and Num Lock over it": [
    ["5@Numpad5", 0, "5"], ["5@Numpad5", Mode.keypad, "\x1bOu"], ["N-5@Numpad5", Mode.keypad, "5"], ["+@NumpadAdd", Mode.keypad, "\x1bOk"], ["Enter@NumpadEnter", Mode.keypad, "\x1bOM"],
    ["Enter@NumpadEnter", 0, "\r"], ["Home@Numpad7", Mode.keypad, "\x1b[H"], ["5@Digit5", Mode.keypad, "5"],
  ],
  "VT220 manual, table 3-5: control characters": [
    ["C-a", 0, "\x01"], ["C-S-C", 0, "\x03"], ["C-z", 0, "\x1a"], ["C-[", 0, "\x1b"], ["C-\\", 0, "\x1c"], ["C-]", 0, "\x1d"], ["C-S-^", 0, "\x1e"], ["C-S-_", 0, "\x1f"], ["C-/", 0, "\x1f"], ["C- ", 0, "\0"],
    ["C-S-@", 0, "\0"], ["C-2", 0, "\0"], ["C-3", 0, "\x1b"], ["C-8", 0, "\x7f"], ["C-S-?", 0, "\x7f"], ["C-A-c", 0, "\x1b\x03"], ["C-1", 0, "1"], ["C-ش@KeyA", 0, "\x01"], ["C-ؤ@KeyC", 0, "\x03"], ["C-с@KeyC", 0, "\x03"],
    ["C-ج@BracketLeft", 0, "\x1b"],
  ],
  "xterm ctlseqs, Alt and Meta Keys: ESC before what the key sends": [["A-b", 0, "\x1bb"], ["A-S-B", 0, "\x1bB"], ["A-.", 0, "\x1b."], ["A- ", 0, "\x1b "]],
  "characters as they come: other scripts, AltGr, Option on a Mac": [
    ["a", 0, "a"], ["S-A", 0, "A"], ["س", 0, "س"], ["漢", 0, "漢"], ["😀", 0, "😀"], ["G-@", 0, "@"], ["C-A-G-{", 0, "{"], ["A-å@KeyA", 0, "å"],
  ],
  "keys that are not the terminal's": [
    ["Shift", 0, undefined], ["Control", 0, undefined], ["Dead", 0, undefined], ["Process", 0, undefined], ["Unidentified", 0, undefined], ["M-c", 0, undefined], ["CapsLock", 0, undefined], ["F24", 0, undefined],
    ["C-ж@Quote", 0, undefined], ["AudioVolumeUp", 0, undefined],
  ],
};

for (const [source, rows] of Object.entries(tables)) {
  test(source, () => {
    for (const [key, modes, bytes] of rows) assert.equal(text(keyBytes(press(key), modes)), bytes, key);
  });
}

test("nothing is sent while text is composed; then it comes as it is, without control characters", () => {
  assert.equal(keyBytes({ ...press("a"), isComposing: true }, 0), undefined);
  assert.equal(text(textBytes("né漢\x1b\x9b")), "né漢");
});

test("xterm ctlseqs, Bracketed Paste Mode: what is pasted cannot end the brackets, nor be a control", () => {
  assert.equal(text(pasteBytes("a\tb\r\nc\nd\re", 0)), "a\tb\rc\rd\re");
  assert.equal(text(pasteBytes("ls\n", Mode.bracketedPaste)), "\x1b[200~ls\r\x1b[201~");
  assert.equal(text(pasteBytes("a\x1b[201~rm\n", Mode.bracketedPaste)), "\x1b[200~arm\r\x1b[201~");
  assert.equal(text(pasteBytes("a\x1b[20\x1b[201~1~b", Mode.bracketedPaste)), "\x1b[200~a[201~b\x1b[201~");
  assert.equal(text(pasteBytes("\x00\x03\x1b]52;\x07\x7f\u009b201~سلام", Mode.bracketedPaste)), "\x1b[200~]52;201~سلام\x1b[201~");
});

test("xterm ctlseqs, ?1004: the focus is told to who asked", () => {
  assert.equal(focusBytes(true, 0), undefined);
  assert.equal(text(focusBytes(true, Mode.focus)), "\x1b[I");
  assert.equal(text(focusBytes(false, Mode.focus)), "\x1b[O");
});

const deed = (kind: MouseDeed["kind"], button: number | undefined, row: number, column: number, keys: Partial<MouseDeed> = {}): MouseDeed =>
  ({ kind, ...(button !== undefined && { button }), row, column, shiftKey: false, altKey: false, ctrlKey: false, ...keys });

/** What xterm reports: deed, tracking, modes, bytes. */
const reports: Record<string, [MouseDeed, MouseTracking, number, string | undefined][]> = {
  "xterm ctlseqs, Mouse Tracking: who did not ask hears nothing": [[deed("press", 0, 0, 0), MouseTracking.none, 0, undefined], [deed("wheel", 0, 0, 0), MouseTracking.none, Mode.sgrMouse, undefined]],
  "xterm ctlseqs, Normal tracking mode (?1000): buttons, the wheel, modifiers": [
    [deed("press", 0, 0, 0), MouseTracking.buttons, 0, "\x1b[M !!"], [deed("release", 0, 0, 0), MouseTracking.buttons, 0, "\x1b[M#!!"], [deed("press", 2, 3, 9), MouseTracking.buttons, 0, "\x1b[M\"*$"],
    [deed("wheel", 0, 0, 0), MouseTracking.buttons, 0, "\x1b[M`!!"], [deed("wheel", 1, 0, 0), MouseTracking.buttons, 0, "\x1b[Ma!!"],
    [deed("press", 0, 0, 0, { shiftKey: true, ctrlKey: true }), MouseTracking.buttons, 0, "\x1b[M4!!"], [deed("press", 1, 0, 0, { altKey: true }), MouseTracking.buttons, 0, "\x1b[M)!!"],
    [deed("move", 0, 1, 1), MouseTracking.buttons, 0, undefined], [deed("press", 0, 223, 0), MouseTracking.buttons, 0, undefined],
  ],
  "xterm ctlseqs, Button-event tracking (?1002): moves while a button is down": [
    [deed("move", 0, 1, 1), MouseTracking.drag, 0, "\x1b[M@\"\""], [deed("move", undefined, 2, 1), MouseTracking.drag, 0, undefined],
  ],
  "xterm ctlseqs, Any-event tracking (?1003): every move": [[deed("move", undefined, 1, 1), MouseTracking.motion, 0, "\x1b[MC\"\""], [deed("move", 2, 2, 1), MouseTracking.motion, 0, "\x1b[MB\"#"]],
  "xterm ctlseqs, Extended coordinates (?1006): SGR": [
    [deed("press", 0, 0, 0), MouseTracking.buttons, Mode.sgrMouse, "\x1b[<0;1;1M"], [deed("release", 0, 0, 0), MouseTracking.buttons, Mode.sgrMouse, "\x1b[<0;1;1m"],
    [deed("press", 2, 254, 638), MouseTracking.buttons, Mode.sgrMouse, "\x1b[<2;639;255M"], [deed("wheel", 1, 4, 5), MouseTracking.drag, Mode.sgrMouse, "\x1b[<65;6;5M"],
    [deed("move", 0, 4, 6), MouseTracking.drag, Mode.sgrMouse, "\x1b[<32;7;5M"], [deed("move", undefined, 4, 7), MouseTracking.motion, Mode.sgrMouse, "\x1b[<35;8;5M"],
    [deed("press", 0, 0, 0, { ctrlKey: true }), MouseTracking.motion, Mode.sgrMouse, "\x1b[<16;1;1M"],
  ],
};

for (const [source, rows] of Object.entries(reports)) {
  test(source, () => {
    const mouse = new MouseReports();
    for (const [what, tracking, modes, bytes] of rows) assert.equal(text(mouse.bytes(what, tracking, modes)), bytes, JSON.stringify(what));
  });
}

test("a move within a cell is told once", () => {
  const mouse = new MouseReports();
  assert(mouse.bytes(deed("move", 0, 1, 1), MouseTracking.drag, Mode.sgrMouse));
  assert.equal(mouse.bytes(deed("move", 0, 1, 1), MouseTracking.drag, Mode.sgrMouse), undefined);
  assert(mouse.bytes(deed("release", 0, 1, 1), MouseTracking.drag, Mode.sgrMouse));
});

test("xterm ctlseqs, ?1007: the wheel is arrow keys on the alternate screen only", () => {
  assert.equal(text(wheelKeys(-2, MouseTracking.none, Mode.alternate)), "\x1b[A\x1b[A");
  assert.equal(text(wheelKeys(1, MouseTracking.none, Mode.alternate | Mode.cursorKeys)), "\x1bOB");
  assert.equal(wheelKeys(1, MouseTracking.none, 0), undefined);
  assert.equal(wheelKeys(1, MouseTracking.buttons, Mode.alternate), undefined);
});

test("a keyboard event, whose properties are not its own, is a key press", () => {
  class Event {
    get key() { return "5"; }
    get code() { return "Numpad5"; }
    get ctrlKey() { return false; }
    get altKey() { return false; }
    get shiftKey() { return false; }
    get metaKey() { return false; }
    get isComposing() { return false; }
    getModifierState(name: string) { return this instanceof Event && name === "NumLock"; }
  }
  assert.equal(text(keyBytes(new Event(), Mode.keypad)), "5");
});
