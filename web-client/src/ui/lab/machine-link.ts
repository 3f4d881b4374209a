import type { Operating } from "../../sync/operating.js";
import { keyBytes, pasteBytes, textBytes } from "../../terminal/keys.js";
import { Prediction } from "../../terminal/prediction.js";
import { ScreenState } from "../../terminal/screen-state.js";
import { readLines } from "../../terminal/stored-line.js";
import type { ScreenView } from "../../wire/index.js";
import type { HistoryLine, KeyPress, MachineKey, MachineScreen, ScreenChange } from "./lab-desk.js";
import { DrawnScreen, glyphsOf } from "./terminal/drawn-screen.js";

/** One machine's screen, shared by all views of this tab that show it, and what is typed into it here. */
export class MachineLink {
  private readonly listeners = new Set<(change: ScreenChange) => void>();
  private state: ScreenState | undefined;
  private drawn: DrawnScreen | undefined;
  private prediction: Prediction | undefined;
  private viewers = 0;
  private stop: () => void = () => undefined;

  /**
   * `isDriver`: whether this person types and nobody else: then frames tell which keystrokes they echo, and the rest is foreseen. `idle` is called when
   * nobody looks any more.
   */
  constructor(private readonly operating: Operating, private readonly key: MachineKey, private readonly isDriver: () => boolean, private readonly idle: () => void) {}

  /** Another view of it. */
  open(): MachineScreen {
    if (this.viewers++ === 0) this.stop = this.operating.watch(this.key, { frame: (view, isDifference) => this.frame(view, isDifference), lost: () => this.lost() });
    const own = new Set<(change: ScreenChange) => void>();
    let isOpen = true;
    const { operating, key } = this;
    const drawn = (): DrawnScreen | undefined => this.drawn;
    return {
      get screen() { return drawn(); },
      subscribe: (listener) => {
        own.add(listener);
        this.listeners.add(listener);
        return () => void (own.delete(listener), this.listeners.delete(listener));
      },
      press: (press) => this.press(press),
      type: (text) => this.send(textBytes(text)),
      paste: (text) => this.send(pasteBytes(text, this.state?.modes ?? 0)),
      lines: async (first, count) => readLines(await operating.lines(key, first, count), first).map((line): HistoryLine => ({ id: line.id, glyphs: glyphsOf(line) })),
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        for (const listener of own) this.listeners.delete(listener);
        if (--this.viewers > 0) return;
        this.stop();
        this.idle();
      },
    };
  }

  private press(press: KeyPress): boolean {
    const bytes = keyBytes({ ...press, isComposing: false }, this.state?.modes ?? 0);
    if (bytes) this.send(bytes);
    return bytes !== undefined;
  }

  private send(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const number = this.operating.type(this.key, bytes);
    if (!this.isDriver()) return this.prediction?.reset();
    this.prediction?.typed(number, bytes);
    this.foresee([]);
  }

  private frame({ typed, frame }: ScreenView, isDifference: boolean): void {
    if (!isDifference || !this.state) {
      this.state = new ScreenState();
      this.drawn = new DrawnScreen(this.state);
    }
    const change = this.state.apply(frame);
    const shown = isDifference ? this.drawn!.take(change) : {};
    this.prediction ??= new Prediction(this.state);
    this.prediction.confirmed(this.state, typed, change);
    const foreseen = this.drawn!.foresee(this.prediction.overlay);
    this.tell(shown.rows ? { ...shown, rows: [...new Set([...shown.rows, ...foreseen])] } : shown);
  }

  private foresee(rows: readonly number[]): void {
    const changed = this.drawn?.foresee(this.prediction?.overlay) ?? [];
    if (changed.length + rows.length > 0) this.tell({ rows: [...rows, ...changed] });
  }

  /** What was typed and not seen may never have arrived. */
  private lost(): void {
    this.prediction?.reset();
    this.foresee([]);
  }

  private tell(change: ScreenChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }
}
