import { button, h, icon } from "../element.js";
import { icons } from "./icons.js";
import { digits, say } from "./lab-words.js";
import type { Inline } from "./markdown-inline.js";
import { parseMarkdown, type Block, type Item } from "./markdown.js";
import { told } from "./told.js";

/** What a sheet asks of who shows it. */
export interface SheetHost {
  /** Runs the check of a step. */
  check(step: number): void;
  /** Types code into the terminal. */
  type(text: string): void;
}

/** What of a sheet changes. */
export interface SheetState {
  readonly done: readonly number[];
  /** Steps the server can check. */
  readonly steps: number;
  readonly mayCheck: boolean;
  readonly mayType: boolean;
}

/** How long a notice stands, and how long a check may take, in ms. */
const noticeTime = 3_000;
const checkTime = 3_000;

/** The sheet of a lab: Markdown as elements of our own choosing, its steps with marks. */
export class SheetView extends HTMLElement {
  private text: string | undefined;
  private state: SheetState = { done: [], steps: 0, mayCheck: false, mayType: false };
  private readonly marks = new Map<number, HTMLElement>();

  constructor(private readonly host: SheetHost) {
    super();
  }

  /** Steps that the text has. */
  get steps(): number {
    return this.marks.size;
  }

  show(text: string, state: SheetState): void {
    const isOther = text !== this.text || state.steps !== this.state.steps;
    this.state = state;
    this.toggleAttribute("data-checks", state.mayCheck);
    this.toggleAttribute("data-types", state.mayType);
    if (isOther) {
      this.text = text;
      this.marks.clear();
      this.replaceChildren(h("div", { class: "progress", role: "status" }), h("div", { class: "lab-sheet", dir: directionOf(text) }, ...parseMarkdown(text).map((block) => this.block(block))));
    }
    for (const [step, mark] of this.marks) this.mark(step, mark);
    this.showProgress();
  }

  private showProgress(): void {
    const place = this.firstElementChild!;
    const count = Math.min(this.state.steps, this.marks.size) || this.state.steps;
    place.toggleAttribute("hidden", count === 0);
    const done = Math.min(count, this.state.done.length);
    const text = say("stepsDone", { n: done, count: digits(count) });
    if (place.textContent !== text) place.replaceChildren(h("progress", { value: done, max: count, "aria-label": say("progress") }), h("span", {}, text));
  }

  private mark(step: number, row: HTMLElement): void {
    const isDone = this.state.done.includes(step);
    const word = row.querySelector<HTMLElement>(".check span");
    // What was checked and is done now needs no more waiting.
    if (isDone && !row.hasAttribute("data-done") && word) word.textContent = say("checkNow");
    row.toggleAttribute("data-done", isDone);
    row.querySelector(".step-mark")!.setAttribute("aria-label", say(isDone ? "stepDone" : "stepOpen", { n: step + 1 }));
  }

  private block(block: Block): HTMLElement {
    switch (block.kind) {
      case "heading": return this.dressed(headings[Math.min(block.level, headings.length) - 1]!, block.content);
      case "paragraph": return this.dressed("p", block.content);
      case "code": return this.code(block.text);
      case "quote": return h("blockquote", { dir: "auto" }, ...block.blocks.map((inner) => this.block(inner)));
      case "rule": return h("hr");
      case "list": return block.start === undefined ? h("ul", {}, ...block.items.map((item) => this.item(item))) : h("ol", { start: block.start === 1 ? undefined : block.start }, ...block.items.map((item) => this.item(item)));
      case "table": return h("div", { class: "wide", tabindex: 0, role: "group", "aria-label": say("table") }, h("table", {}, h("thead", {}, h("tr", {}, ...block.head.map((cell) => this.dressed("th", cell)))), h("tbody", {}, ...block.rows.map((row) => h("tr", {}, ...row.map((cell) => this.dressed("td", cell)))))));
    }
  }

  private item({ step, blocks }: Item): HTMLElement {
    const content = blocks.map((block) => this.block(block));
    if (step === undefined) return h("li", { dir: "auto" }, ...content);
    const mark = h("span", { class: "step-mark", role: "img" }, icon(icons.check));
    const check = step < this.state.steps && button("", say("checkNow"), () => this.check(step), { word: true, class: "check", "aria-label": say("checkStep", { n: step + 1 }) });
    const row = h("li", { class: "step" }, mark, h("div", { dir: "auto" }, ...content), check);
    this.marks.set(step, row);
    return row;
  }

  /** The server says what is done, and nothing of what is not: that is told when it had the time to look. */
  private check(step: number): void {
    this.host.check(step);
    const row = this.marks.get(step)!;
    const word = row.querySelector<HTMLElement>(".check span")!;
    word.textContent = say("checking");
    setTimeout(() => {
      word.textContent = say(row.hasAttribute("data-done") ? "checkNow" : "notYet");
      setTimeout(() => (word.textContent = say("checkNow")), noticeTime);
    }, checkTime);
  }

  private code(text: string): HTMLElement {
    const copy = button(icons.copy, say("copyCode"), () => void copyText(text).then(() => told(copy, say("copied"))), { class: "plain" });
    const type = button(icons.keyboard, say("typeIt"), () => this.host.type(text), { class: "plain type-it", word: true });
    return h("div", { class: "code", dir: "ltr" }, h("pre", { tabindex: 0, role: "group", "aria-label": say("codeBlock") }, h("code", {}, text)), h("div", { class: "row" }, type, copy));
  }

  private dressed(tag: "p" | "th" | "td" | "h2" | "h3" | "h4" | "h5", content: readonly Inline[]): HTMLElement {
    return h(tag, { dir: "auto" }, ...content.map(inline));
  }
}

/** Of the first letter: the direction in which a text is written. */
function directionOf(text: string): "rtl" | "ltr" {
  return /[\u0590-\u08ff]/.test(/\p{L}/u.exec(text)?.[0] ?? "") ? "rtl" : "ltr";
}

/** The page has a heading of its own above. */
const headings = ["h2", "h3", "h4", "h5"] as const;

function inline(part: Inline): Node | string {
  switch (part.kind) {
    case "text": return part.text;
    case "code": return h("code", { dir: "ltr" }, part.text);
    case "emphasis": return h("em", {}, ...part.content.map(inline));
    case "strong": return h("strong", {}, ...part.content.map(inline));
    case "struck": return h("s", {}, ...part.content.map(inline));
    case "link": return h("a", { href: part.address, target: "_blank", rel: "noopener noreferrer", title: part.address }, ...part.content.map(inline));
    case "break": return h("br");
  }
}

/** Where a page was served without encryption there is no clipboard but the old one. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = h("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

customElements.define("takhti-sheet", SheetView);
