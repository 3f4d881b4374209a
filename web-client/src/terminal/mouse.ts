import { Mode, MouseTracking } from "./modes.js";

/** Something that the mouse did over a cell, counted from 0. */
export interface MouseDeed {
  readonly kind: "press" | "release" | "move" | "wheel";
  /** 0 left, 1 middle, 2 right; of a move the button that is down, or none. Of a wheel 0 up, 1 down, 2 left, 3 right. */
  readonly button?: number;
  readonly row: number;
  readonly column: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
}

/** Button 3 of a report: none, or one that was released in the old form. */
const noButton = 3;
const moved = 32;
const wheel = 64;
/** The last row or column, from 1, that the old form can tell: 255 less the 32 that it adds. */
const oldFormLimit = 223;

/** Reports of the mouse to a program (xterm ctlseqs, "Mouse Tracking", "Extended coordinates"). It remembers the cell, so that a move within it tells nothing. */
export class MouseReports {
  private cell = "";

  /** The bytes, or nothing when the program does not want to hear of it. */
  bytes(deed: MouseDeed, tracking: MouseTracking, modes: number): Uint8Array | undefined {
    const cell = `${deed.row},${deed.column}`;
    const isSameCell = cell === this.cell;
    this.cell = cell;
    if (!isWanted(deed, tracking) || (deed.kind === "move" && isSameCell)) return undefined;
    return (modes & Mode.sgrMouse) !== 0 ? inSGR(deed) : inOldForm(deed);
  }
}

function isWanted({ kind, button }: MouseDeed, tracking: MouseTracking): boolean {
  if (kind !== "move") return tracking !== MouseTracking.none;
  return tracking === MouseTracking.motion || (tracking === MouseTracking.drag && button !== undefined);
}

function code({ kind, button, shiftKey, altKey, ctrlKey }: MouseDeed): number {
  const what = (button ?? noButton) + (kind === "move" ? moved : 0) + (kind === "wheel" ? wheel : 0);
  return what + (shiftKey ? 4 : 0) + (altKey ? 8 : 0) + (ctrlKey ? 16 : 0);
}

/** `CSI < code ; column ; row M`, `m` when released (?1006). */
function inSGR(deed: MouseDeed): Uint8Array {
  return new TextEncoder().encode(`\x1b[<${code(deed)};${deed.column + 1};${deed.row + 1}${deed.kind === "release" ? "m" : "M"}`);
}

/** `CSI M` and three bytes, each with 32 added (X10, ?1000); nothing for a cell that has no such byte. */
function inOldForm(deed: MouseDeed): Uint8Array | undefined {
  const [column, row] = [deed.column + 1, deed.row + 1];
  if (column > oldFormLimit || row > oldFormLimit) return undefined;
  const what = deed.kind === "release" ? code({ ...deed, button: noButton }) : code(deed);
  return Uint8Array.of(0x1b, 0x5b, 0x4d, 32 + what, 32 + column, 32 + row);
}

/** What the wheel sends to a program on the alternate screen that does not listen to the mouse: arrow keys (xterm ctlseqs, ?1007). */
export function wheelKeys(lines: number, tracking: MouseTracking, modes: number): Uint8Array | undefined {
  if ((modes & Mode.alternate) === 0 || tracking !== MouseTracking.none || lines === 0) return undefined;
  const key = `${(modes & Mode.cursorKeys) !== 0 ? "\x1bO" : "\x1b["}${lines < 0 ? "A" : "B"}`;
  return new TextEncoder().encode(key.repeat(Math.min(Math.abs(lines), wheelLimit)));
}

/** Lines that one turn of the wheel moves at most. */
const wheelLimit = 20;
