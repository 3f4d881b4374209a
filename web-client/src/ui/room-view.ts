import type { Lesson, LessonChange, Link, PageKey } from "../sync/lesson.js";
import { Board } from "./board/board.js";
import { pageBounds, type Bounds } from "./board/view.js";
import { button, h } from "./element.js";
import { icons } from "./icons.js";
import { LinkChip } from "./link-chip.js";
import { LookSender } from "./look-sender.js";
import type { PanelKind, RoomContext, RoomPart } from "./room-context.js";
import { boardColour, onTheme } from "./theme.js";
import { say, speakMore, type Language, type Word } from "./words.js";

/** A lesson: the board, what says its state, and the tools of those who may use them, which are loaded when they may. */
export class RoomView extends HTMLElement implements RoomContext {
  readonly board = new Board();
  shown: PageKey | undefined;
  panel: PanelKind | undefined;
  private isFollowing = true;
  private looked: { topic: number; box: Bounds } | undefined;
  private readonly looking: LookSender;
  private chip!: LinkChip;
  private tools: RoomPart | undefined;
  private teaching: RoomPart | undefined;
  private sheet: RoomPart | undefined;
  private readonly back = h("div", { class: "return" });
  private readonly hint = h("p", { class: "hint", role: "status", hidden: true });
  private readonly bottom = h("nav", { class: "bottom" });
  private readonly over = h("div", { class: "over", hidden: true });
  private readonly stops: (() => void)[] = [];
  private hintTimer = 0;
  private loads = { draw: false, more: false };

  constructor(
    readonly lesson: Lesson,
    readonly code: string,
    private readonly speak: (language: Language) => Promise<void>,
  ) {
    super();
    this.looking = new LookSender(this);
  }

  connectedCallback(): void {
    this.build();
    this.board.setColour(boardColour());
    this.board.onlook = () => {
      this.looking.moved();
      this.updateReturn();
    };
    this.board.addEventListener("pointerdown", (event) => {
      if (!this.panel || this.panel === "refused") return;
      event.stopImmediatePropagation();
      this.toggle(undefined);
    }, { capture: true });
    const press = (event: KeyboardEvent) => this.press(event);
    document.addEventListener("keydown", press);
    this.stops.push(this.lesson.subscribe((change) => this.take(change)), onTheme(() => this.board.setColour(boardColour())), () => document.removeEventListener("keydown", press));
    this.update();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
    clearTimeout(this.hintTimer);
  }

  // --- what parts may ask ---

  goTo(page: PageKey): void {
    if (this.lesson.mayTeach) this.lesson.teach(page);
    this.isFollowing = page === this.lesson.taught;
    this.show(page);
    this.update();
  }

  follow(): void {
    this.isFollowing = true;
    if (this.lesson.taught) this.show(this.lesson.taught);
    this.look();
    this.update();
  }

  toggle(panel: PanelKind | undefined): void {
    this.panel = panel === this.panel ? undefined : panel;
    this.sheet?.remove();
    this.sheet = undefined;
    if (this.panel) void this.load("more");
    this.update();
  }

  async setLanguage(language: Language): Promise<void> {
    await this.speak(language);
    this.tools = this.teaching = this.sheet = undefined;
    this.build();
    this.update();
  }

  // --- the lesson's changes ---

  private take(change: LessonChange): void {
    if (change.kind === "pageKey" && change.from === this.shown) this.shown = change.to;
    if (change.kind === "signal" && change.signal.kind === "looking") {
      const { topic, box } = change.signal;
      this.looked = { topic, box: box ? { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height } : pageBounds };
      if (!this.lesson.mayTeach && this.board.isFitted) this.look();
    }
    this.board.take(change, this.lesson);
    if (change.kind === "ink" || change.kind === "signal") return;
    if (change.kind === "strokes") return this.tools?.update();
    this.update();
  }

  private update(): void {
    const { lesson } = this;
    if (this.isFollowing && lesson.taught) this.show(lesson.taught);
    const page = lesson.pages.find(({ key }) => key === this.shown);
    if (page) this.board.setBackground(page.background);
    this.toggleAttribute("data-teach", lesson.mayTeach);
    this.toggleAttribute("data-write", lesson.mayWrite);
    this.chip.update();
    this.updateReturn();
    this.updateHint();
    this.updateOver(lesson.link);
    this.updateBottom();
    if (lesson.mayWrite && !this.tools) void this.load("draw");
    if (lesson.mayTeach && !this.teaching) void this.load("more");
    this.tools?.toggleAttribute("hidden", !lesson.mayWrite);
    if (!lesson.mayWrite) this.board.hand = undefined;
    for (const part of [this.tools, this.teaching, this.sheet]) part?.update();
    if (lesson.refusals.length > 0 && !this.panel) this.toggle("refused");
    if (lesson.refusals.length === 0 && this.panel === "refused") this.toggle("refused");
  }

  private show(page: PageKey): void {
    if (page === this.shown) return;
    const before = this.shown;
    this.shown = page;
    this.board.show(this.lesson.page(page), this.lesson.pages.find(({ key }) => key === page)?.background ?? "plain");
    if (before && before !== this.lesson.taught) this.lesson.release(before);
    this.look();
  }

  /** To the part of the page that the lecturer looks at. */
  private look(): void {
    const topic = this.lesson.pages.find(({ key }) => key === this.shown)?.topic;
    const isSeen = !this.lesson.mayTeach && this.looked && this.looked.topic === topic;
    this.board.showAll(isSeen ? this.looked!.box : pageBounds, isSeen);
  }

  // --- parts ---

  private build(): void {
    this.chip = new LinkChip(this.lesson);
    this.board.setAttribute("aria-label", say("board"));
    this.board.setAttribute("role", "application");
    this.bottom.replaceChildren();
    this.replaceChildren(this.board, this.hint, this.back, this.bottom, h("div", { class: "corner" }, this.chip), this.over);
  }

  /** Loads tools or panels once and puts in what is to be seen of them. */
  private async load(part: "draw" | "more"): Promise<void> {
    if (this.loads[part]) return;
    this.loads[part] = true;
    try {
      if (part === "draw") {
        const [{ ToolBar }] = await Promise.all([import("./draw/index.js"), speakMore()]);
        if (this.lesson.mayWrite && !this.tools) this.append((this.tools = new ToolBar(this)));
      } else {
        const [{ ClassBar, panelFor }] = await Promise.all([import("./more/index.js"), speakMore()]);
        if (this.lesson.mayTeach && !this.teaching) this.append((this.teaching = new ClassBar(this)));
        if (this.panel && !this.sheet) this.append((this.sheet = panelFor(this.panel, this)));
      }
      this.loads[part] = false;
      this.tools?.update();
    } catch (error) {
      // The link broke while it was loaded: with the next change it is tried again.
      setTimeout(() => (this.loads[part] = false), 2_000);
      console.warn(error);
    }
  }

  private updateReturn(): void {
    const isAway = !this.isFollowing || (!this.board.isFitted && !this.lesson.mayTeach);
    if (isAway === this.back.childElementCount > 0) return;
    this.back.replaceChildren(...(isAway ? [button(icons.back, say("toLesson"), () => this.follow(), { class: "chip accent", word: true, turns: true })] : []));
  }

  /** Words, when the page is not here after a second. */
  private updateHint(): void {
    const waits = !this.shown || !this.lesson.page(this.shown).isLoaded;
    if (!waits) {
      clearTimeout(this.hintTimer);
      this.hintTimer = 0;
      this.hint.hidden = true;
    } else if (this.hintTimer === 0) {
      this.hintTimer = window.setTimeout(() => {
        this.hint.textContent = say("loadingPage");
        this.hint.hidden = false;
      }, 1_000);
    }
  }

  /** The bar of those who watch: where the lesson is, and how many are here. */
  private updateBottom(): void {
    const { lesson } = this;
    this.bottom.hidden = lesson.mayTeach;
    if (lesson.mayTeach) return;
    if (this.bottom.childElementCount === 0) {
      const part = (kind: PanelKind, path: string) => button(path, "", () => this.toggle(kind), { word: true, class: "item" });
      this.bottom.append(part("pages", icons.page), part("people", icons.people), button(icons.more, say("settings"), () => this.toggle("settings"), { class: "item" }));
    }
    const [pages, people] = this.bottom.querySelectorAll("span");
    const index = lesson.pages.findIndex(({ key }) => key === this.shown);
    pages!.textContent = index < 0 ? "–" : say("page", { n: index + 1, count: lesson.pages.length });
    people!.textContent = say("people", { n: lesson.presentCount ?? 0 });
    people!.parentElement!.hidden = lesson.presentCount === undefined;
  }

  /** When the lesson is not shown here any more: why, and what to do. */
  private updateOver(link: Link): void {
    const isOver = link.kind === "ended" || link.kind === "denied";
    this.over.hidden = !isOver;
    if (!isOver) return;
    const word: Word = link.kind === "ended" ? `farewell.${link.reason}` : `denial.${link.reason}`;
    const wait = link.kind === "denied" && link.wait ? Math.ceil(link.wait / 1_000) : 0;
    const again = link.kind === "ended" ? (link.reason === "replaced" ? say("useHere") : say("reload")) : say("tryAgain");
    const act = () => (link.kind === "ended" ? location.reload() : this.lesson.reconnectNow());
    this.over.replaceChildren(h("div", { class: "card", role: "alertdialog", "aria-label": say(word, { n: wait }) },
      h("p", {}, say(word, { n: wait })),
      this.lesson.pendingCount > 0 && h("p", { class: "quiet" }, say("waiting", { n: this.lesson.pendingCount })),
      h("div", { class: "row" }, h("button", { type: "button", class: "primary", onclick: act }, again), h("a", { href: "/", class: "plain" }, say("toStart")))));
  }

  // --- keys ---

  private press(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.defaultPrevented || target.matches?.("input,select,textarea")) return;
    if (this.act(event) || [this.tools, this.teaching].some((part) => !part?.hidden && part?.press?.(event))) event.preventDefault();
  }

  private act(event: KeyboardEvent): boolean {
    const { board } = this;
    const step = 80;
    const pan = (dx: number, dy: number) => (board.move((view) => view.panned(dx, dy)), true);
    const zoom = (factor: number) => (board.move((view) => view.zoomed(factor, board.middle().x, board.middle().y)), true);
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    switch (event.key) {
      case "ArrowLeft": return (event.target as Element) === board && pan(step, 0);
      case "ArrowRight": return (event.target as Element) === board && pan(-step, 0);
      case "ArrowUp": return (event.target as Element) === board && pan(0, step);
      case "ArrowDown": return (event.target as Element) === board && pan(0, -step);
      case "+": case "=": return zoom(1.25);
      case "-": return zoom(0.8);
      case "0": return this.follow(), true;
      case "?": return this.toggle("keys"), true;
      case "Escape": return this.panel ? (this.toggle(undefined), true) : (board.focus(), false);
      case "PageUp": return this.turn(-1);
      case "PageDown": return this.turn(1);
      default: return false;
    }
  }

  private turn(by: number): boolean {
    const { pages } = this.lesson;
    const next = pages[pages.findIndex(({ key }) => key === this.shown) + by];
    if (next) this.goTo(next.key);
    return true;
  }
}

customElements.define("takhti-room", RoomView);
