import { keyBytes, pasteBytes, textBytes, type KeyPress } from "../../terminal/keys.js";
import { MouseReports, wheelKeys, type MouseDeed } from "../../terminal/mouse.js";
import { Prediction } from "../../terminal/prediction.js";
import { ScreenCodingError } from "../../terminal/screen-coding-error.js";
import { ScreenState, type ScreenChange as StateChange } from "../../terminal/screen-state.js";
import { search, type FoundPlace } from "../../terminal/search.js";
import { readLines, type StoredLine } from "../../terminal/stored-line.js";
import type { Operating, ScreenViewer } from "../../sync/operating.js";
import type { ScreenView } from "../../wire/index.js";
import { scrollbackLimit } from "../../wire/labs.generated.js";
import { DrawnScreen, glyphsOf } from "./drawn-screen.js";
import type { HistoryLine, MachineKey, MachineScreen, ScreenChange } from "./lab-desk.js";

/** Of the lesson what the screens of machines need. */
export type ScreenLine = Pick<Operating, "watch" | "type" | "lines">;

/** Lines that one turn of the wheel moves. */
const wheelLines = 3;

/** The screens of machines, each followed once however many look at it, and only while somebody does. */
export class LiveScreens {
  private readonly shared = new Map<MachineKey, SharedScreen>();

  /** `isDriver`: whether this person types into a machine and nobody else: then frames tell which keystrokes they echo, and the rest is foreseen. */
  constructor(private readonly line: ScreenLine, private readonly isDriver: (machine: MachineKey) => boolean) {}

  watch(machine: MachineKey): MachineScreen {
    const shared = this.shared.get(machine) ?? new SharedScreen(this.line, machine, () => this.isDriver(machine));
    this.shared.set(machine, shared);
    return shared.look(() => this.shared.delete(machine));
  }
}

/** One machine's screen. */
class SharedScreen implements ScreenViewer {
  private state = new ScreenState();
  private drawn: DrawnScreen | undefined;
  private prediction = new Prediction(this.state);
  private readonly mouse = new MouseReports();
  private readonly listeners = new Set<(change: ScreenChange) => void>();
  private readonly stored = new WeakMap<HistoryLine, StoredLine>();
  private lookers = 0;
  /** What is known to have rung. */
  private bells = 0;
  private stop: () => void = () => undefined;

  constructor(private readonly line: ScreenLine, private readonly key: MachineKey, private readonly isDriver: () => boolean) {}

  /** One more looks; `gone` is called when the last has closed. */
  look(gone: () => void): MachineScreen {
    if (this.lookers++ === 0) this.stop = this.line.watch(this.key, this);
    const own = new Set<(change: ScreenChange) => void>();
    let isOpen = true;
    const shared = this;
    return {
      get screen() {
        return shared.drawn;
      },
      subscribe: (listener) => {
        // The same function may listen for two who look.
        const call = (change: ScreenChange) => listener(change);
        own.add(call);
        this.listeners.add(call);
        return () => this.listeners.delete(call);
      },
      press: (key) => this.press(key),
      type: (text) => this.send(textBytes(text)),
      paste: (text) => this.send(pasteBytes(text, this.state.modes)),
      point: (deed) => this.point(deed),
      lines: (first, count) => this.lines(first, count),
      find: (text, lines) => this.find(text, lines),
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        for (const listener of own) this.listeners.delete(listener);
        if (--this.lookers > 0) return;
        this.stop();
        gone();
      },
    };
  }

  // --- frames ---

  frame(view: ScreenView, isDifference: boolean): void {
    // A keyframe is the difference from an empty screen.
    const state = isDifference ? this.state : new ScreenState();
    let change: StateChange;
    try {
      change = state.apply(view.frame);
    } catch (error) {
      if (error instanceof ScreenCodingError) return this.again();
      throw error;
    }
    const isOther = state !== this.state || !this.drawn;
    this.state = state;
    if (isOther) this.drawn = new DrawnScreen(state);
    else this.drawn!.take(change);
    const bell = isDifference && view.bells !== this.bells;
    this.bells = view.bells;
    this.prediction.confirmed(state, view.typed, change);
    const foreseen = this.drawn!.foresee(this.prediction.overlay);
    const all = isOther || change.isResized || change.areModesChanged;
    this.tell({ ...(!all && { rows: [...new Set([...change.rows, ...foreseen])] }), ...(!all && change.scroll && { scroll: change.scroll }), ...(bell && { bell }) });
  }

  lost(): void {
    this.prediction.reset();
    this.tell({ rows: this.drawn?.foresee(undefined) ?? [] });
  }

  /** What came is not what was said: it is followed anew, from a keyframe. */
  private again(): void {
    this.stop();
    this.stop = this.line.watch(this.key, this);
  }

  private tell(change: ScreenChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  // --- keys and the mouse ---

  private press(key: KeyPress): boolean {
    const bytes = keyBytes(key, this.state.modes);
    if (bytes) this.send(bytes);
    return bytes !== undefined;
  }

  private point(deed: MouseDeed): boolean {
    const { mouse, modes } = this.state;
    const bytes = this.mouse.bytes(deed, mouse, modes) ?? (deed.kind === "wheel" ? wheelKeys(deed.button === 0 ? -wheelLines : wheelLines, mouse, modes) : undefined);
    if (bytes) this.send(bytes);
    return bytes !== undefined;
  }

  private send(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const number = this.line.type(this.key, bytes);
    if (this.isDriver()) this.prediction.typed(number, bytes);
    else this.prediction.reset();
    const rows = this.drawn?.foresee(this.prediction.overlay) ?? [];
    if (rows.length > 0) this.tell({ rows });
  }

  // --- lines that left the screen ---

  /** An answer may end early: the next goes on behind it, until nothing is left or the range is over. */
  private async lines(first: number, count: number): Promise<HistoryLine[]> {
    const end = first + count;
    const lines: HistoryLine[] = [];
    for (let next = first; next < end; ) {
      const stored = readLines(await this.line.lines(this.key, next, Math.min(scrollbackLimit, end - next)), next);
      for (const one of stored) if (one.id < end) lines.push(this.history(one));
      if (stored.length === 0) break;
      next = stored[stored.length - 1]!.id + 1;
    }
    return lines;
  }

  private history(line: StoredLine): HistoryLine {
    const { id, contents, styles, table, isOpen } = line;
    const made: HistoryLine = { id, isOpen, glyphs: glyphsOf(contents, styles, table) };
    this.stored.set(made, line);
    return made;
  }

  private find(text: string, lines: readonly HistoryLine[]): readonly FoundPlace[] {
    return search(text, lines.flatMap((line) => this.stored.get(line) ?? []), this.drawn && this.state);
  }
}
