/** Bits of what programs switch on and off, as Sources/Terminal/Modes.swift. */
export const enum Mode {
  /** IRM (4): characters push what is right of them. */
  insert = 1,
  /** LNM (20): a line feed also returns to the first column, and Enter sends both. */
  newLine = 2,
  /** DECCKM (?1): cursor keys send `ESC O`. */
  cursorKeys = 4,
  /** DECSCNM (?5): the whole screen in reverse. */
  reverseVideo = 8,
  /** DECAWM (?7): text past the last column goes on in the next row. */
  autowrap = 16,
  /** DECTCEM (?25): the cursor is shown. */
  cursorVisible = 32,
  /** DECKPAM (?66): the keypad sends application sequences. */
  keypad = 64,
  /** ?1004: focus gained and lost are told to the program. */
  focus = 128,
  /** ?1006: mouse reports in SGR form. */
  sgrMouse = 256,
  /** ?2004: pasted text comes between brackets. */
  bracketedPaste = 512,
  /** ?2026: the program is in the midst of an update. */
  synchronized = 1024,
  /** The alternate screen is shown (?47, ?1047, ?1049). */
  alternate = 2048,
}

/** As after a reset. */
export const initialModes: number = Mode.autowrap | Mode.cursorVisible;

/** Which movements of the mouse a program wants to hear of (xterm ctlseqs, "Mouse Tracking"): ?1000, ?1002, ?1003. */
export const enum MouseTracking {
  none,
  buttons,
  drag,
  motion,
}

/** DECSCUSR (xterm ctlseqs, `CSI Ps SP q`). */
export const enum CursorShape {
  standard,
  blinkingBlock,
  block,
  blinkingUnderline,
  underline,
  blinkingBar,
  bar,
}
