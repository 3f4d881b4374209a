import type { MachineScreen } from "../lab-desk.js";
import { placeKey, rowsOfPlace, type FoundRow } from "./found-rows.js";
import type { Mark } from "./painter.js";
import type { Scrollback } from "./scrollback.js";

interface Place {
  readonly key: string;
  readonly rows: readonly FoundRow[];
}

/** Places of a text in a terminal, and the one of them that is shown. */
export class Finding {
  private places: readonly Place[] = [];
  private current: string | undefined;

  constructor(private readonly machine: MachineScreen, private readonly scrollback: Scrollback) {}

  get count(): number {
    return this.places.length;
  }

  /** The rows are others now. */
  forget(): void {
    if (this.places.length > 0) this.places = [];
  }

  look(needle: string): void {
    const { lines, rows } = this.scrollback;
    this.places = this.machine.find(needle, lines).map((place) => ({ key: placeKey(place), rows: rowsOfPlace(place, rows) }));
  }

  /** Whether there is one more in a direction. */
  hasNext(by: 1 | -1): boolean {
    return this.next(by) !== undefined;
  }

  /** Goes on to the next, from the last to the first; its row, and which it is, from 1. */
  go(by: 1 | -1): { row: number | undefined; shown: number } {
    const next = this.next(by) ?? (by === -1 ? this.places[this.places.length - 1] : this.places[0]);
    this.current = next?.key;
    return { row: next?.rows[0]?.row, shown: next ? this.places.indexOf(next) + 1 : 0 };
  }

  marksIn(row: number): Mark[] {
    return this.places.flatMap(({ key, rows }) => rows.filter((found) => found.row === row).map(({ from, to }) => ({ from, to, isCurrent: key === this.current })));
  }

  private next(by: 1 | -1): Place | undefined {
    const at = this.places.findIndex(({ key }) => key === this.current);
    return this.places[at >= 0 ? at + by : by === -1 ? this.places.length - 1 : 0];
  }
}
