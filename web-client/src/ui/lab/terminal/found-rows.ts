import type { FoundPlace } from "../../../terminal/search.js";
import type { HistoryRow } from "./history.js";

/** Columns of a row, counted from the oldest that is here, half open. */
export interface FoundRow {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Where a place is seen: a line of the scrollback may take several rows. */
export function rowsOfPlace(place: FoundPlace, history: readonly HistoryRow[]): FoundRow[] {
  return place.flatMap(({ in: where, start, end }) => {
    if (where.kind === "row") return [{ row: history.length + where.row, from: start, to: end }];
    const first = history.findIndex(({ id }) => id === where.id);
    const found: FoundRow[] = [];
    for (let row = first; first >= 0 && history[row]?.id === where.id; row++) {
      const begin = history[row]!.start;
      const next = history[row + 1]?.id === where.id ? history[row + 1]!.start : Infinity;
      const [from, to] = [Math.max(start, begin), Math.min(end, next)];
      if (from < to) found.push({ row, from: from - begin, to: to - begin });
    }
    return found;
  });
}

/** The same for a place however many older lines have come since. */
export function placeKey([first]: FoundPlace): string {
  return first ? `${first.in.kind} ${first.in.kind === "line" ? first.in.id : first.in.row} ${first.start}` : "";
}
