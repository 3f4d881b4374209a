import { h } from "../../element.js";
import { onTheme } from "../../theme.js";
import type { MachineScreen, ScreenChange } from "../lab-desk.js";
import { say } from "../lab-words.js";
import { Bell } from "./bell.js";
import { cellFor, fittingCell, gridIn, nextFont, type CellSize, type Grid } from "./fit.js";
import { Finding } from "./finding.js";
import type { HistoryRow } from "./history.js";
import { InputField } from "./input-field.js";
import { Painter, fontShape } from "./painter.js";
import { Palette, type PaletteName } from "./palette.js";
import { cleanPaste, linesOfPaste } from "./paste.js";
import { Pointing } from "./pointing.js";
import { ScreenReader } from "./screen-reader.js";
import { Scrollback } from "./scrollback.js";
import type { Line } from "./terminal-screen.js";
import { TextLayer } from "./text-layer.js";

/** Lines of the scrollback that are fetched at once; a search takes more. */
const fetchCount = 200;
const searchCount = 1_000;
/** Height of what stands above the oldest line that is here, in CSS px. */
const aboveHeight = 44;
/** The largest letters of a terminal that is fitted into a window, in CSS px, where it is read from nearby. */
const largestFitted = 26;
const firstFont = matchMedia("(max-width: 599px)").matches ? 13 : 15;

/** What a terminal asks of who shows it. */
export interface TerminalHost {
  /** Cells that fit into the driver's window. */
  fits(grid: Grid): void;
  /** Several lines are to be pasted: calls `paste` if they may be. */
  askPaste(lines: readonly string[], paste: () => void): void;
  /** A link in the terminal was chosen. */
  askLink(address: string): void;
  /** Links are seen now, or none is any more. */
  showLinks(areSeen: boolean): void;
  /** The focus goes on to what follows. */
  leave(): void;
}

export function paletteName(): PaletteName {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || theme === "contrast" ? theme : "light";
}

/**
 * One machine's terminal: a canvas draws it, text above it can be selected and read, a hidden field types. Who drives sets its size; for all others
 * it is made to fit. It is never mirrored.
 */
export class TerminalView extends HTMLElement {
  private readonly canvas = h("canvas", { "aria-hidden": "true" });
  private readonly text = new TextLayer((address) => this.host.askLink(address));
  private readonly above = h("button", { type: "button", class: "above", hidden: true, onclick: () => void this.fetchAbove(fetchCount) });
  private readonly scroller = h("div", { class: "scroller", tabindex: "0", role: "group" }, h("div", { class: "content" }, this.above, this.text.element));
  private readonly frameBox = h("div", { class: "frame" });
  private readonly painter = new Painter(this.canvas, new Palette(paletteName()));
  private readonly bell = new Bell();
  private readonly reader = new ScreenReader();
  readonly field = new InputField({
    press: (key) => this.isDriven && (this.toEnd(), this.machine.press(key)),
    type: (text) => this.isDriven && (this.toEnd(), this.machine.type(text)),
    paste: (text) => this.paste(text),
    leave: () => this.host.leave(),
  });
  private readonly scrollback = new Scrollback(this.machine);
  private readonly finding = new Finding(this.machine, this.scrollback);
  private readonly pointing = new Pointing(this.machine, () => {
    const { left, top } = this.text.element.getBoundingClientRect();
    return { left, top: top + this.historyRows.length * this.cell.height, cell: this.cell };
  });
  private cell: CellSize = cellFor(firstFont, fontShape(), 1);
  private scale = 1;
  /** In CSS px; undefined: as large as fits. */
  private font: number | undefined;
  private isDriven = false;
  private setsSize = false;
  private isReading = false;
  private dirty: Set<number> | "all" = "all";
  private frame = 0;
  private fitted = "";
  private readonly stops: (() => void)[] = [];
  private readonly sizes = new ResizeObserver(() => this.layOut());

  constructor(private readonly machine: MachineScreen, private readonly host: TerminalHost, private readonly name: string, private readonly largest = largestFitted) {
    super();
  }

  connectedCallback(): void {
    this.dir = "ltr";
    this.scroller.setAttribute("aria-label", say("terminalOf", { name: this.name }));
    this.field.element.setAttribute("aria-label", say("typeInto", { name: this.name }));
    this.field.element.setAttribute("aria-description", say("howToLeave"));
    this.frameBox.replaceChildren(this.canvas, this.scroller, this.field.element);
    this.replaceChildren(this.frameBox, this.reader.element, this.bell.element);
    this.sizes.observe(this.frameBox);
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.addEventListener("keydown", (event) => this.keyDown(event));
    for (const kind of ["pointerdown", "pointerup", "pointermove"] as const) this.scroller.addEventListener(kind, (event) => this.isDriven && this.pointing.pointer(event), { capture: true });
    this.scroller.addEventListener("wheel", (event) => this.isDriven && this.pointing.wheel(event), { passive: false });
    this.scroller.addEventListener("pointerup", () => this.isDriven && getSelection()?.isCollapsed !== false && this.focusField());
    for (const kind of ["focus", "blur"]) this.field.element.addEventListener(kind, () => this.repaint("all"));
    this.stops.push(this.machine.subscribe((change) => this.take(change)), onTheme(() => this.dress()));
    this.scrollback.forget();
    this.layOut();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.sizes.disconnect();
    this.reader.stop();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  // --- what others ask ---

  /** Whether what is typed here goes to the machine, and whether this window decides about its size. */
  setDriven(isDriven: boolean, setsSize: boolean): void {
    if (this.isDriven === isDriven && this.setsSize === setsSize) return;
    this.isDriven = isDriven;
    this.setsSize = setsSize;
    this.toggleAttribute("data-driven", isDriven);
    this.fitted = "";
    this.field.element.tabIndex = isDriven ? 0 : -1;
    this.field.release();
    if (!isDriven && document.activeElement === this.field.element) this.scroller.focus({ preventScroll: true });
    this.layOut();
  }

  focusField(): void {
    this.field.element.focus({ preventScroll: true });
  }

  /** Larger or smaller letters; undefined: as large as fits. */
  setFont(by: 1 | -1 | undefined): void {
    this.font = by === undefined ? undefined : this.otherFont(by);
    this.layOut();
  }

  /** The next size whose cells are larger, or smaller: they have whole pixels. */
  private otherFont(by: 1 | -1): number {
    let size = nextFont(this.cell.font, by);
    while (cellFor(size, fontShape(), this.scale).width === this.cell.width && nextFont(size, by) !== size) size = nextFont(size, by);
    return size;
  }

  /** Reads aloud what is new, from now on. */
  setReading(isReading: boolean): void {
    this.isReading = isReading;
    if (isReading && this.machine.screen) this.reader.start(this.machine.screen);
    else this.reader.stop();
  }

  /** Text from outside; several lines are asked about. */
  paste(text: string): void {
    const clean = cleanPaste(text);
    if (!this.isDriven || clean === "") return;
    const paste = () => {
      this.toEnd();
      this.machine.paste(clean);
      this.focusField();
    };
    const lines = linesOfPaste(clean);
    if (lines.length > 1) this.host.askPaste(lines, paste);
    else paste();
  }

  /** What is selected, as it would be copied. */
  copy(): boolean {
    return document.execCommand("copy");
  }

  /** Addresses of the links that are seen. */
  get links(): string[] {
    return [...new Set([...this.text.element.querySelectorAll<HTMLElement>("[data-link]")].map(({ dataset }) => dataset["link"]!))];
  }

  /**
   * Finds `needle` among the lines that are here and those before, and shows the place next to the one that is shown: upwards (-1) or downwards (1).
   * Returns how many places are known, and which of them is shown, from 1; 0 for none.
   */
  async find(needle: string, by: 1 | -1): Promise<{ count: number; shown: number }> {
    this.finding.look(needle);
    while (needle !== "" && !this.finding.hasNext(by) && by === -1 && this.scrollback.isOpen && (await this.fetchAbove(searchCount))) this.finding.look(needle);
    const { row, shown } = this.finding.go(by);
    if (row !== undefined) this.reveal(row);
    this.repaint("all");
    return { count: this.finding.count, shown };
  }

  // --- changes ---

  private take(change: ScreenChange): void {
    const { screen } = this.machine;
    if (!screen) return;
    const { scroll, rows, bell } = change;
    if (bell) this.bell.ring();
    const isWhole = scroll !== undefined && scroll.start === 0 && scroll.count > 0;
    if (this.isReading) this.reader.changed(screen, isWhole ? scroll.count : 0);
    if (this.text.count - this.historyRows.length !== screen.rows || !rows) return this.layOut();
    const isAtEnd = this.isAtEnd;
    if (scroll && isWhole && scroll.rows === screen.rows) this.text.moveUp(this.historyRows.length, Math.min(scroll.count, screen.rows));
    if (scroll && !this.movePicture(scroll)) this.dirty = "all";
    if (isAtEnd && this.scrollback.isBehind) this.forget();
    else if (this.scrollback.isBehind) void this.fetchBelow();
    this.finding.forget();
    this.repaint(rows);
  }

  /** Moves the picture of rows that moved; false where the screen does not stand whole and by itself on the canvas. */
  private movePicture({ start, rows, count }: NonNullable<ScreenChange["scroll"]>): boolean {
    const height = Math.round(this.cell.height * this.scale);
    const isSimple = this.dirty !== "all" && this.frame === 0 && this.finding.count === 0 && this.historyRows.length === 0 && this.scroller.scrollLeft === 0;
    const isWhole = Math.abs(this.textTop - this.scroller.scrollTop) < 0.5 && this.machine.screen!.rows * height <= this.canvas.height;
    if (!isSimple || !isWhole || Math.abs(count) >= rows) return false;
    this.painter.move(count * height, start * height, (start + rows) * height);
    // The picture of the cursor moved too.
    if (this.dirty !== "all") this.dirty.add(this.cursorRow - count);
    return true;
  }

  /** The row of the cursor as it is drawn. */
  private cursorRow = 0;

  private dress(): void {
    this.painter.palette = new Palette(paletteName(), this.machine.screen?.isReversed);
    this.layOut();
  }

  // --- place and size ---

  private get historyRows(): readonly HistoryRow[] {
    return this.scrollback.rows;
  }

  private get isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollTop >= scrollHeight - clientHeight - 2;
  }

  /** Takes the size of the window, the font and the screen together. */
  private layOut(): void {
    const { clientWidth: width, clientHeight: height } = this.frameBox;
    if (width === 0 || height === 0) return;
    const wasAtEnd = this.isAtEnd;
    this.scale = window.devicePixelRatio || 1;
    const { screen } = this.machine;
    const shape = fontShape();
    const grid = screen ?? { columns: 80, rows: 24 };
    if (this.setsSize) this.cell = cellFor(this.font ?? firstFont, shape, this.scale);
    else if (this.font) this.cell = cellFor(this.font, shape, this.scale);
    else this.cell = fittingCell(grid, width, height, shape, this.scale, this.largest);
    if (this.setsSize) this.tellSize(gridIn(width, height, this.cell));
    this.painter.setSize(width, height, this.cell, this.scale);
    if (screen && screen.isReversed !== this.painter.palette.isReversed) this.painter.palette = new Palette(paletteName(), screen.isReversed);
    this.style.setProperty("--screen", this.painter.palette.paper);
    this.style.setProperty("--cell", `${this.cell.width}px`);
    this.style.setProperty("--row", `${this.cell.height}px`);
    this.style.setProperty("--letters", `${this.cell.font}px`);
    this.style.setProperty("--columns", `${grid.columns}`);
    this.above.hidden = !screen || screen.isAlternate || !this.scrollback.isOpen;
    this.above.textContent = say("earlierLines");
    this.text.resize(this.historyRows.length + grid.rows);
    if (wasAtEnd) this.toEnd();
    this.repaint("all");
  }

  private tellSize(grid: Grid): void {
    const key = `${grid.columns}×${grid.rows}`;
    if (this.fitted === key) return;
    this.fitted = key;
    this.host.fits(grid);
  }

  private toEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private reveal(row: number): void {
    const top = this.textTop + row * this.cell.height;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + this.cell.height > scrollTop + clientHeight) this.scroller.scrollTop = top - clientHeight / 2;
  }

  private get textTop(): number {
    return this.above.hidden ? 0 : aboveHeight;
  }

  private scrolled(): void {
    this.repaint("all");
    if (!this.above.hidden && this.scroller.scrollTop < aboveHeight - 8) void this.fetchAbove(fetchCount);
  }

  // --- scrollback ---

  /** Nobody looks at it. */
  private forget(): void {
    const wasSeen = this.historyRows.length > 0 || this.above.hidden;
    this.scrollback.forget();
    if (wasSeen) this.layOut();
  }

  private async fetchAbove(count: number): Promise<boolean> {
    if (!this.scrollback.mayFetch) return false;
    this.above.textContent = say("fetchingLines");
    const fresh = await this.scrollback.fetchAbove(count);
    if (fresh === undefined) return false;
    const { scrollTop } = this.scroller;
    this.text.resize(this.text.count + fresh, true);
    this.layOut();
    this.scroller.scrollTop = scrollTop + fresh * this.cell.height;
    return fresh > 0;
  }

  /** What left the screen while somebody looks back. */
  private async fetchBelow(): Promise<void> {
    if (!(await this.scrollback.fetchBelow())) return;
    const { scrollTop } = this.scroller;
    this.layOut();
    this.scroller.scrollTop = scrollTop;
    if (this.scrollback.isBehind) void this.fetchBelow();
  }

  // --- drawing ---

  private lineAt(row: number): Line {
    const above = this.historyRows[row];
    return above ? above.line : this.machine.screen!.line(row - this.historyRows.length);
  }

  private repaint(rows: readonly number[] | "all"): void {
    if (rows === "all") this.dirty = "all";
    else if (this.dirty !== "all") for (const row of rows) this.dirty.add(row);
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  private paint(): void {
    const { screen } = this.machine;
    const { dirty, scale, painter } = this;
    this.dirty = new Set();
    if (!screen) return painter.clear();
    if (dirty === "all") painter.clear();
    const height = Math.round(this.cell.height * scale);
    const above = this.historyRows.length;
    const top = Math.round((this.textTop - this.scroller.scrollTop) * scale);
    const left = -Math.round(this.scroller.scrollLeft * scale);
    const first = Math.max(0, Math.floor(-top / height));
    const last = Math.min(above + screen.rows - 1, Math.ceil((this.canvas.height - top) / height));
    for (let row = first; row <= last; row++) {
      const own = row - above;
      if (dirty !== "all" && !dirty.has(own) && own !== this.cursorRow && own !== screen.cursor.row) continue;
      painter.line(this.lineAt(row), left, top + row * height, this.finding.marksIn(row));
    }
    const { cursor } = screen;
    const isActive = this.isDriven && document.activeElement === this.field.element;
    if (cursor.isShown) painter.cursor(screen.line(cursor.row), cursor.column, left, top + (above + cursor.row) * height, cursor.shape, isActive);
    this.cursorRow = cursor.row;
    this.write(dirty);
    this.updateLinks();
    this.placeField(left / scale + cursor.column * this.cell.width, (top + (above + cursor.row) * height) / scale);
  }

  private hasLinks = false;

  private updateLinks(): void {
    const hasLinks = this.text.element.querySelector("[data-link]") !== null;
    if (hasLinks !== this.hasLinks) this.host.showLinks(hasLinks);
    this.hasLinks = hasLinks;
  }

  /** Brings the text up to what is drawn. */
  private write(dirty: Set<number> | "all"): void {
    const screen = this.machine.screen!;
    const above = this.historyRows;
    if (dirty === "all") above.forEach((row, index) => this.text.set(index, row));
    for (let row = 0; row < screen.rows; row++) {
      if (dirty === "all" || dirty.has(row)) this.text.set(above.length + row, { line: screen.line(row), isWrapped: screen.isWrapped(row) });
    }
  }

  private placeField(x: number, y: number): void {
    this.style.setProperty("--cursor-x", `${Math.max(0, Math.min(x, this.frameBox.clientWidth - this.cell.width))}px`);
    this.style.setProperty("--cursor-y", `${Math.max(0, Math.min(y, this.frameBox.clientHeight - this.cell.height))}px`);
  }

  // --- keys ---

  private keyDown(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (event.target === this.above) return;
    if (shiftKey && (key === "PageUp" || key === "PageDown")) {
      this.scroller.scrollTop += (key === "PageUp" ? -1 : 1) * (this.scroller.clientHeight - this.cell.height);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!this.isDriven) return;
    const isCopying = (ctrlKey || metaKey) && key.toLowerCase() === "c" && getSelection()?.isCollapsed === false;
    if (isCopying && (shiftKey || metaKey || event.target === this.scroller)) {
      this.copy();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    // Who selected something and types on goes on typing. Tab goes its way there.
    if (event.target === this.scroller && (key === "Tab" || key === "Shift" || key === "Control" || key === "Alt" || key === "Meta")) return;
    if (event.target === this.scroller) this.focusField();
    this.field.down(event);
  }
}

customElements.define("takhti-terminal", TerminalView);
