/** Why bytes are no difference and no lines, as Sources/Terminal/ScreenCodingError.swift; the width of characters is the server's alone. */
export type ScreenFault = "truncated" | "trailingBytes" | "outOfRange" | "invalidText";

/** Bytes that the terminal's coder did not make. Nothing was changed by them. */
export class ScreenCodingError extends Error {
  constructor(readonly fault: ScreenFault) {
    super(fault);
  }
}
