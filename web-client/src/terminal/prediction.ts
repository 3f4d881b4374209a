import { readKeystroke, type Keystroke } from "./keystroke.js";
import { Mode } from "./modes.js";
import type { ScrollMove } from "./screen-difference.js";
import type { ScreenChange, ScreenState } from "./screen-state.js";
import { lookOf, scrolled, TypedLine, type Effect, type Place, type PredictedCell } from "./typed-line.js";

/** What to draw over the screen, whose own cursor is not drawn then. */
export interface Overlay {
  readonly cells: readonly PredictedCell[];
  readonly cursor: Place;
}

interface Pending {
  readonly number: number;
  readonly keystroke: Keystroke;
  /** Nothing while it is not foreseen. */
  effect: Effect | undefined;
  /** The epoch in which it was foreseen. */
  epoch: number;
}

/** Keystrokes in flight that are kept in mind; on a link that stands still they are forgotten. */
const pendingLimit = 256;

/** Whether a keystroke with `number` is at or before `last`, modulo 65,536 (protocol/README.md, S9). */
const isUpTo = (number: number, last: number): boolean => ((last - number) & 0xffff) < 0x8000;

/**
 * Foresees what keystrokes will do to the screen (Winstein, Balakrishnan: "Mosh", USENIX ATC 2012, §3.2), in *epochs*: nothing of an epoch is shown
 * until the server has confirmed one character of it, so that what is not echoed never shows. An epoch ends with a keystroke whose effect is not foreseen
 * (Enter, control characters, the right margin), with a wrong guess, and when something else moved the cursor.
 */
export class Prediction {
  private pending: Pending[] = [];
  private epoch = 1;
  private confirmedEpoch = 0;
  /** Where the cursor is after the last confirmed keystroke. */
  private base: Place;
  /** Where what is being typed begins; unknown after a line. */
  private start: Place | undefined;
  /** A keystroke in flight was not foreseen: neither are those after it. */
  private isBlocked = false;
  private isAlternate: boolean;

  constructor(private screen: ScreenState) {
    this.base = screen.cursor;
    this.isAlternate = has(screen, Mode.alternate);
  }

  /** A keystroke was sent. */
  typed(number: number, bytes: Uint8Array): void {
    if (this.pending.length >= pendingLimit) this.reset();
    this.pending.push({ number, keystroke: readKeystroke(bytes), effect: undefined, epoch: 0 });
    this.foresee();
  }

  /**
   * A frame was applied, or another screen took its place. It shows the echo of all keystrokes up to `number`, and may show that of later ones; without a
   * number it confirms none.
   */
  confirmed(screen: ScreenState, number: number | undefined, change: ScreenChange): void {
    const isOther = screen !== this.screen || change.isResized || change.isRenumbered || this.isAlternate !== has(screen, Mode.alternate);
    this.screen = screen;
    this.isAlternate = has(screen, Mode.alternate);
    if (change.scroll) this.scroll(change.scroll);
    const done = this.pending.splice(0, this.confirmedCount(number));
    if (done.some(({ keystroke }) => keystroke.kind === "enter")) this.start = undefined;
    if (isOther || !this.isAsForeseen(done)) return this.begin();
    this.base = done[done.length - 1]?.effect?.cursor ?? this.base;
    if (done.some((pending) => this.isEchoed(pending))) this.confirmedEpoch = this.epoch;
  }

  /** Nothing is known any more: another connection, or somebody else types. */
  reset(): void {
    this.pending = [];
    this.start = undefined;
    this.begin();
  }

  /** What to draw over the screen; nothing while nothing is expected, or what is was not confirmed to echo. */
  get overlay(): Overlay | undefined {
    const shown = this.pending.filter(({ epoch }) => epoch <= this.confirmedEpoch).flatMap(({ effect }) => effect ?? []);
    const cells = new Map(shown.flatMap((effect) => effect.cells).map((cell) => [placeKey(cell), cell]));
    return shown.length > 0 ? { cells: Array.from(cells.values()), cursor: shown[shown.length - 1]!.cursor } : undefined;
  }

  /** Keystrokes in flight up to `number`. One after the last was somebody else's, who typed before. */
  private confirmedCount(number: number | undefined): number {
    const last = this.pending[this.pending.length - 1];
    if (number === undefined || !last || !isUpTo(number, last.number)) return 0;
    return this.pending.filter((pending) => isUpTo(pending.number, number)).length;
  }

  /** A new epoch, from where the screen has its cursor. */
  private begin(): void {
    this.epoch++;
    this.isBlocked = false;
    this.base = this.screen.cursor;
    for (const pending of this.pending) pending.effect = undefined;
    this.foresee();
  }

  /** Foresees the effects of the keystrokes that have none, up to the first that cannot be foreseen. */
  private foresee(): void {
    this.isBlocked ||= !has(this.screen, Mode.cursorVisible) && this.pending.length > 0;
    if (this.isBlocked) return;
    if (!this.start || this.start.row !== this.base.row || this.start.column > this.base.column) this.start = this.base;
    const line = new TypedLine(this.screen, this.base, this.start);
    for (const pending of this.pending) {
      if (pending.effect) {
        line.add(pending.effect);
        continue;
      }
      pending.effect = line.type(pending.keystroke);
      this.isBlocked = !pending.effect;
      if (this.isBlocked) return;
      pending.epoch = this.epoch;
    }
  }

  /** Whether the screen has what `done` were to do, and the cursor is where it may be by now. What later ones change is not looked at. */
  private isAsForeseen(done: readonly Pending[]): boolean {
    if (done.some(({ effect }) => !effect) || this.pending.some(({ effect }) => effect && isGone(effect))) return false;
    const later = new Set(this.pending.flatMap(({ effect }) => effect?.cells ?? []).map(placeKey));
    const cells = new Map(done.flatMap(({ effect }) => effect!.cells).map((cell) => [placeKey(cell), cell]));
    for (const [key, cell] of cells) if (!later.has(key) && lookOf(this.screen, cell) !== cell.text) return false;
    if (!has(this.screen, Mode.cursorVisible)) return true;
    // What was not foreseen may have happened already, and the cursor be anywhere.
    if (this.isBlocked) return true;
    const places = [done[done.length - 1]?.effect?.cursor ?? this.base, ...this.pending.flatMap(({ effect }) => effect?.cursor ?? [])];
    return places.some(({ row, column }) => row === this.screen.cursor.row && column === this.screen.cursor.column);
  }

  /** Whether a character that was typed in this epoch is there now, left of the cursor, where it was not. */
  private isEchoed({ effect, epoch }: Pending): boolean {
    const { cursor } = this.screen;
    return epoch === this.epoch && effect !== undefined
      && effect.typed.some((cell) => lookOf(this.screen, cell) === cell.text && cell.row === cursor.row && cell.column < cursor.column);
  }

  private scroll(move: ScrollMove): void {
    this.base = scrolled(this.base, move);
    this.start = this.start && scrolled(this.start, move);
    for (const pending of this.pending) {
      const { effect } = pending;
      const all = (cells: readonly PredictedCell[]): PredictedCell[] => cells.map((cell) => scrolled(cell, move));
      pending.effect = effect && { cells: all(effect.cells), typed: all(effect.typed), cursor: scrolled(effect.cursor, move) };
    }
  }
}

/** Whether a part of it scrolled away. */
const isGone = ({ cells, cursor }: Effect): boolean => cursor.row < 0 || cells.some(({ row }) => row < 0);
const placeKey = ({ row, column }: Place): string => `${row},${column}`;
const has = (screen: ScreenState, mode: Mode): boolean => (screen.modes & mode) !== 0;
