import type { HistoryLine, MachineScreen } from "../lab-desk.js";
import { History, type HistoryRow } from "./history.js";

/** Lines that are fetched at once below what is read. */
const belowCount = 1_000;

/** What left a machine's screen, as far as somebody looked back: fetched when it is looked at. */
export class Scrollback {
  private history = new History(0);
  private isFetching = false;

  constructor(private readonly machine: MachineScreen) {}

  get rows(): readonly HistoryRow[] {
    return this.history.rows(this.machine.screen?.columns ?? 80);
  }
  get lines(): readonly HistoryLine[] {
    return this.history.lines;
  }
  /** Whether there may be older lines, and room for them. */
  get isOpen(): boolean {
    return this.history.isOpen;
  }
  get mayFetch(): boolean {
    return !this.isFetching && this.isOpen;
  }
  /** Whether lines left the screen that are not here. */
  get isBehind(): boolean {
    return this.nextLine > this.history.next;
  }

  /** Nobody looks at it: it is fetched anew when somebody does. */
  forget(): void {
    this.history = new History(this.nextLine);
  }

  /** Fetches lines above those that are here: how many rows came; undefined where it was forgotten meanwhile, or none could be had. */
  async fetchAbove(count: number): Promise<number | undefined> {
    const { first, count: wanted } = this.history.above(count);
    let before = 0;
    const isFetched = await this.fetch(first, wanted, (history, lines) => {
      before = this.rows.length;
      history.prepend(first, lines);
    });
    return isFetched ? this.rows.length - before : undefined;
  }

  /** Fetches what left the screen since. */
  async fetchBelow(): Promise<boolean> {
    const { next } = this.history;
    const end = Math.min(this.nextLine, next + belowCount);
    return this.fetch(next, end - next, (history, lines) => history.append(lines, end));
  }

  private get nextLine(): number {
    return this.machine.screen?.nextLine ?? 0;
  }

  private async fetch(first: number, count: number, take: (history: History, lines: readonly HistoryLine[]) => void): Promise<boolean> {
    if (this.isFetching) return false;
    const { history } = this;
    this.isFetching = true;
    const lines = await this.machine.lines(first, count).catch(() => undefined);
    this.isFetching = false;
    if (!lines || history !== this.history) return false;
    take(history, lines);
    return true;
  }
}
