import type { MachineScreen } from "../lab-desk.js";
import type { CellSize } from "./fit.js";

/** Where the rows of the screen stand, in CSS px of the window. */
export interface ScreenPlace {
  readonly left: number;
  readonly top: number;
  readonly cell: CellSize;
}

/** The mouse, where a program listens to it; with Shift it selects as ever. */
export class Pointing {
  constructor(private readonly machine: MachineScreen, private readonly place: () => ScreenPlace) {}

  pointer(event: PointerEvent): void {
    if (!this.machine.screen?.isPointed || event.shiftKey || (event.target as Element).closest(".above")) return;
    const kind = event.type === "pointerdown" ? "press" : event.type === "pointerup" ? "release" : "move";
    const button = kind !== "move" ? event.button : event.buttons & 1 ? 0 : event.buttons & 4 ? 1 : event.buttons & 2 ? 2 : undefined;
    if (this.machine.point({ kind, button, ...this.cellAt(event), ...held(event) }) && kind === "press") event.preventDefault();
  }

  /** A program with a screen of its own scrolls itself. */
  wheel(event: WheelEvent): void {
    if (!this.machine.screen?.isAlternate || event.deltaY === 0 || event.shiftKey) return;
    if (this.machine.point({ kind: "wheel", button: event.deltaY < 0 ? 0 : 1, ...this.cellAt(event), ...held(event) })) event.preventDefault();
  }

  private cellAt({ clientX, clientY }: MouseEvent): { row: number; column: number } {
    const { left, top, cell } = this.place();
    const { rows, columns } = this.machine.screen!;
    const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, Math.floor(value)));
    return { row: clamp((clientY - top) / cell.height, rows), column: clamp((clientX - left) / cell.width, columns) };
  }
}

function held({ shiftKey, altKey, ctrlKey }: MouseEvent): { shiftKey: boolean; altKey: boolean; ctrlKey: boolean } {
  return { shiftKey, altKey, ctrlKey };
}
