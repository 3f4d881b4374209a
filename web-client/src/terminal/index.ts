/** Terminals without a view: screens as the server sends them, what keys and the mouse send, prediction of echo, search. */
export { Attribute, isPalette, underlines, type Color, type Style } from "./style.js";
export { isLead, isTail } from "./cell.js";
export type { CellTable, Link } from "./cell-table.js";
export { CursorShape, Mode, MouseTracking } from "./modes.js";
export { ScreenCodingError } from "./screen-coding-error.js";
export { ScreenState, type ScreenChange } from "./screen-state.js";
export type { CursorState, ScrollMove } from "./screen-difference.js";
export type { Row } from "./row.js";
export { readLines, wrapLine, type StoredLine } from "./stored-line.js";
export { Prediction, type Overlay } from "./prediction.js";
export type { PredictedCell } from "./typed-line.js";
export { focusBytes, keyBytes, pasteBytes, textBytes, type KeyPress } from "./keys.js";
export { MouseReports, wheelKeys, type MouseDeed } from "./mouse.js";
export { foundLimit, search, type FoundPlace, type FoundSpan } from "./search.js";
