import { h } from "../../element.js";
import { runsOf, type Run } from "./runs.js";
import type { Line } from "./terminal-screen.js";

/** A row of text. */
export interface TextRow {
  readonly line: Line;
  readonly isWrapped: boolean;
}

/**
 * The text of a terminal as the browser knows text: it is not seen, since a canvas below draws it, but can be selected, copied, found by the
 * browser and read by a screen reader. Every letter stands over its picture.
 */
export class TextLayer {
  readonly element = h("div", { class: "rows", dir: "ltr" });
  private shown: (Line | undefined)[] = [];

  /** Calls `open` with the address of a link that is clicked. */
  constructor(open: (address: string) => void) {
    this.element.addEventListener("click", (event) => {
      const address = (event.target as HTMLElement).closest<HTMLElement>("[data-link]")?.dataset["link"];
      if (address && getSelection()?.isCollapsed !== false) open(address);
    });
    this.element.addEventListener("copy", (event) => this.copy(event));
  }

  get count(): number {
    return this.element.childElementCount;
  }

  /** Makes it `count` rows; new ones are empty. `atTop`: rows come and go above. */
  resize(count: number, atTop = false): void {
    while (this.count > count) (atTop ? this.element.firstElementChild : this.element.lastElementChild)!.remove();
    const fresh = Array.from({ length: count - this.count }, () => h("div", { class: "cells" }));
    if (atTop) this.element.prepend(...fresh);
    else this.element.append(...fresh);
    const lack = fresh.map(() => undefined);
    this.shown = atTop ? [...lack, ...this.shown.slice(-(count - lack.length) || this.shown.length)] : [...this.shown.slice(0, count - lack.length), ...lack];
  }

  /** Moves the rows from `first` on up by `by`, so that what is selected in them stays selected. */
  moveUp(first: number, by: number): void {
    for (let step = 0; step < by; step++) {
      const row = this.element.children[first];
      if (!row) return;
      row.replaceChildren();
      this.element.append(row);
      this.shown.push(...this.shown.splice(first, 1).map(() => undefined));
    }
  }

  set(index: number, { line, isWrapped }: TextRow): void {
    const row = this.element.children[index] as HTMLElement | undefined;
    if (!row || this.shown[index] === line) return;
    this.shown[index] = line;
    row.toggleAttribute("data-wrapped", isWrapped);
    const runs = runsOf(line);
    while (runs[runs.length - 1]?.kind === "blank") runs.pop();
    const last = runs.length - 1;
    const parts = runs.map((run, at) => piece(run, at === last));
    if (parts.every((part) => typeof part === "string")) {
      const text = parts.join("");
      if (row.childElementCount > 0 || row.textContent !== text) row.textContent = text;
    } else row.replaceChildren(...parts);
  }

  /** Rows that go on in the next one are one line to whoever copies them. */
  private copy(event: ClipboardEvent): void {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const range = selection.getRangeAt(0);
    let text = "";
    for (const row of this.element.children) {
      if (!range.intersectsNode(row)) continue;
      const part = document.createRange();
      part.selectNodeContents(row);
      if (row.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (row.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      text += part.toString() + (row.hasAttribute("data-wrapped") ? "" : "\n");
    }
    event.clipboardData.setData("text/plain", text.replace(/\n$/, ""));
    event.preventDefault();
  }
}

/** Text of the font stands right by itself; what another font draws gets a box as wide as its cells. */
function piece({ kind, text, width, style }: Run, isLast: boolean): Node | string {
  const shown = isLast && kind === "plain" ? text.replace(/ +$/, "") : text;
  if ((kind === "plain" || kind === "blank") && !style.link) return shown;
  const box = h("span", { class: kind === "plain" || kind === "blank" ? undefined : "box", "data-link": style.link || undefined, dir: kind === "joined" ? "rtl" : undefined }, shown);
  if (kind === "single" || kind === "joined") box.style.setProperty("--cells", `${width}`);
  return box;
}
