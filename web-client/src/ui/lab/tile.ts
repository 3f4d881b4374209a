import { h } from "../element.js";
import { onTheme } from "../theme.js";
import type { LabDesk, MachineKey, MachineScreen } from "./lab-desk.js";
import { Bell } from "./terminal/bell.js";
import { fittingCell } from "./terminal/fit.js";
import { Painter, fontShape } from "./terminal/painter.js";
import { Palette } from "./terminal/palette.js";
import type { Line, TerminalScreen } from "./terminal/terminal-screen.js";
import { paletteName } from "./terminal/terminal-view.js";

/** The largest letters of a tile, in CSS px. */
const largestLetters = 20;

/** Between two drawings of one tile, in ms. */
const pause = 250;

/** A small picture of a machine's screen. It is followed only while it is seen, and drawn four times a second at the most. */
export class Tile {
  readonly element = h("canvas", { "aria-hidden": "true" });
  private readonly rings = new Bell();
  /** Stands upon the picture. */
  readonly bell = this.rings.element;
  private readonly painter = new Painter(this.element, new Palette(paletteName()));
  private machine: MachineScreen | undefined;
  private stop: () => void = () => undefined;
  private readonly stopTheme = onTheme(() => this.later());
  /** Sizes and colours of what is drawn, its rows, and the row that has the cursor. */
  private look = "";
  private cell = fittingCell({ columns: 80, rows: 24 }, 1, 1, fontShape(), 1, 1);
  private shown: Line[] = [];
  private cursorRow = -1;
  private timer = 0;
  private drawn = 0;
  /** Drawings so far, for tests. */
  count = 0;
  private readonly watch = new IntersectionObserver((entries) => this.see(entries[entries.length - 1]!.isIntersecting));
  private readonly sizes = new ResizeObserver(() => this.later());

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey, private readonly largest = largestLetters) {
    this.watch.observe(this.element);
    this.sizes.observe(this.element);
  }

  close(): void {
    this.watch.disconnect();
    this.sizes.disconnect();
    this.stopTheme();
    this.see(false);
  }

  private see(isSeen: boolean): void {
    if (isSeen === (this.machine !== undefined)) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.stop();
    this.machine?.close();
    this.machine = isSeen ? this.desk.watch(this.key) : undefined;
    this.stop = this.machine?.subscribe(({ bell }) => {
      if (bell) this.rings.ring();
      this.later();
    }) ?? (() => undefined);
    if (isSeen) this.later();
  }

  private later(): void {
    this.timer ||= window.setTimeout(() => requestAnimationFrame(() => {
      this.timer = 0;
      this.draw();
    }), Math.max(0, this.drawn + pause - performance.now()));
  }

  private draw(): void {
    const screen = this.machine?.screen;
    const { clientWidth: width, clientHeight: height } = this.element;
    this.drawn = performance.now();
    if (width === 0) return;
    this.count++;
    const scale = window.devicePixelRatio || 1;
    const { painter } = this;
    const grid = screen ?? { columns: 80, rows: 24 };
    const isReversed = screen?.isReversed ?? false;
    const look = [width, height, scale, grid.columns, grid.rows, paletteName(), isReversed].join(" ");
    if (look !== this.look) {
      painter.palette = new Palette(paletteName(), isReversed);
      this.element.parentElement?.style.setProperty("--screen", painter.palette.paper);
      this.cell = fittingCell(grid, width, height, fontShape(), scale, this.largest);
      painter.setSize(width, height, this.cell, scale);
      painter.clear();
      this.shown = [];
    }
    this.look = look;
    if (screen) this.drawRows(screen, Math.round(this.cell.height * scale));
  }

  /** Draws the rows that are not there as they are, and where the cursor is and was. */
  private drawRows(screen: TerminalScreen, height: number): void {
    const { painter, shown } = this;
    const { cursor } = screen;
    for (let row = 0; row < screen.rows; row++) {
      const line = screen.line(row);
      if (line === shown[row] && row !== cursor.row && row !== this.cursorRow) continue;
      painter.line(line, 0, row * height);
      shown[row] = line;
    }
    if (cursor.isShown) painter.cursor(screen.line(cursor.row), cursor.column, 0, cursor.row * height, 1, true);
    this.cursorRow = cursor.row;
  }
}
