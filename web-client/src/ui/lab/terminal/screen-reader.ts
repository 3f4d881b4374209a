import { h } from "../../element.js";
import { spoken } from "./speech.js";
import { textOf, type TerminalScreen } from "./terminal-screen.js";

/** While a program prints, what it prints is told together, in ms. */
const pause = 300;
/** What was told is kept as long as this many others, for those who go back to it. */
const keptLimit = 40;

/** Reads a screen to those who do not see it: what is new, and the line of the cursor when only the cursor moved. */
export class ScreenReader {
  readonly element = h("div", { class: "unseen", role: "log", "aria-live": "polite" });
  private before: string[] | undefined;
  private row = -1;
  private scrolled = 0;
  private timer = 0;

  /** Begins with what the screen shows now. */
  start(screen: TerminalScreen): void {
    this.take(screen);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.before = undefined;
    this.element.replaceChildren();
  }

  /** The screen is another; `scrolled` rows moved up. */
  changed(screen: TerminalScreen, scrolled: number): void {
    this.scrolled += scrolled;
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      this.tell(screen);
    }, pause);
  }

  private tell(screen: TerminalScreen): void {
    const { before, row, scrolled } = this;
    this.take(screen);
    const told = spoken(before ?? [], this.before!, scrolled);
    if (told.length === 0 && row !== screen.cursor.row) told.push(this.before![screen.cursor.row] ?? "");
    this.element.append(...told.filter((text) => text !== "").map((text) => h("div", { dir: "auto" }, text)));
    while (this.element.childElementCount > keptLimit) this.element.firstElementChild!.remove();
  }

  private take(screen: TerminalScreen): void {
    this.before = Array.from({ length: screen.rows }, (_, row) => textOf(screen.line(row)));
    this.row = screen.cursor.row;
    this.scrolled = 0;
  }
}
