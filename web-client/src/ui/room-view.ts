import type { Lesson, LessonChange, Link, PageKey } from "../sync/lesson.js";
import { Board } from "./board/board.js";
import { pageBounds, type Bounds } from "./board/view.js";
import { button, h } from "./element.js";
import { icons } from "./icons.js";
import { LinkChip } from "./link-chip.js";
import type { LookSender } from "./more/look-sender.js";
import { draw, more } from "./parts.js";
import type { PanelKind, RoomContext, RoomPart } from "./room-context.js";
import { boardColour, onTheme } from "./theme.js";
import { say, type Language } from "./words.js";

/** A lesson: the board, what says its state, and the tools of those who may use them, which are loaded when they may. */
export class RoomView extends HTMLElement implements RoomContext {
  readonly board = new Board();
  shown: PageKey | undefined;
  panel: PanelKind | undefined;
  private isFollowing = true;
  private looked: { topic: number; box: Bounds } | undefined;
  private looking: LookSender | undefined;
  private more: Awaited<ReturnType<typeof more>> | undefined;
  private chip!: LinkChip;
  private tools: RoomPart | undefined;
  private teaching: RoomPart | undefined;
  private sheet: RoomPart | undefined;
  private talk: RoomPart | undefined;
  private poll: RoomPart | undefined;
  private readonly back = h("div", { class: "return" });
  private readonly hint = h("p", { class: "hint", role: "status", hidden: true });
  private readonly bottom = h("nav", { class: "bottom" });
  private readonly over = h("div", { class: "over", hidden: true });
  private readonly stops: (() => void)[] = [];
  private hintTimer = 0;
  private refused = 0;
  private readonly loads = new Map<"draw" | "more", Promise<void>>();
  /** Where somebody points before there is a light to show it. */
  private pointed: LessonChange | undefined;

  constructor(
    readonly lesson: Lesson,
    readonly code: string,
    private readonly speak: (language: Language) => Promise<void>,
  ) {
    super();
    this.board.onlook = () => {
      this.looking?.moved();
      this.updateReturn();
    };
    this.board.addEventListener("pointerdown", (event) => {
      if (!this.panel || this.panel === "refused") return;
      event.stopImmediatePropagation();
      this.toggle(undefined);
    }, { capture: true });
  }

  connectedCallback(): void {
    this.build();
    this.board.setColour(boardColour());
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
    this.update();
  }

  async setLanguage(language: Language): Promise<void> {
    await this.speak(language);
    this.tools = this.teaching = this.talk = this.poll = this.sheet = undefined;
    this.build();
    this.update();
  }

  // --- the lesson's changes ---

  private take(change: LessonChange): void {
    if (change.kind === "pageKey" && change.from === this.shown) {
      this.shown = change.to;
      this.board.rename(this.lesson.page(change.to));
    }
    if (change.kind === "signal" && change.signal.kind === "looking") {
      const { topic, box } = change.signal;
      this.looked = { topic, box: box ? { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height } : pageBounds };
      if (!this.lesson.mayTeach && this.board.isFitted) this.look();
    }
    if (change.kind === "signal" && !this.more) {
      if (change.signal.kind !== "looking") this.pointed = change;
      void this.load("more");
    }
    this.board.take(change, this.lesson);
    if (change.kind === "calledOn") return this.tell(change);
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
    if (lesson.isTalking && !this.more && (lesson.polls[0] || lesson.quiz)) void this.load("more");
    if (lesson.mayWrite && !this.tools) void this.load("draw");
    if ((lesson.mayTeach && !this.teaching) || (this.panel && !this.sheet)) void this.load("more");
    this.tools?.toggleAttribute("hidden", !lesson.mayWrite);
    if (!lesson.mayWrite) this.board.hand = undefined;
    for (const part of [this.tools, this.teaching, this.talk, this.poll, this.sheet]) part?.update();
    this.updateRefused(lesson.refusals.length);
    this.updateFoot();
  }

  /** A page that is shown whole lies above the tools of those who teach. */
  private updateFoot(): void {
    const bars = this.lesson.mayTeach ? [...this.querySelectorAll(".bar")] : [];
    const { bottom } = this.board.getBoundingClientRect();
    this.board.setFoot(bottom - Math.min(bottom, ...bars.map((bar) => bar.getBoundingClientRect().top - 8)));
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
    this.chip = new LinkChip(this.lesson, () => this.toggle("refused"));
    this.board.setAttribute("aria-label", say("board"));
    this.board.setAttribute("role", "application");
    this.setAttribute("role", "main");
    for (const part of [this.bottom, this.back, this.over]) part.replaceChildren();
    this.hint.hidden = true;
    this.replaceChildren(this.board, this.hint, this.back, this.bottom, h("div", { class: "corner" }, this.chip), this.over);
  }

  /** Loads tools or panels once and puts in what is to be seen of them. */
  private load(part: "draw" | "more"): Promise<void> {
    const load = this.loads.get(part) ?? this.fetch(part);
    this.loads.set(part, load);
    return load;
  }

  private async fetch(part: "draw" | "more"): Promise<void> {
    try {
      if (part === "draw") {
        const { ToolBar } = await draw();
        if (this.lesson.mayWrite && !this.tools) this.append((this.tools = new ToolBar(this)));
      } else {
        this.more = await more();
        const { ClassBar, Light, LookSender, panelFor } = this.more;
        this.board.setLight(Light);
        if (this.pointed) this.board.take(this.pointed, this.lesson);
        this.pointed = undefined;
        this.looking ??= new LookSender(this);
        if (this.lesson.mayTeach && !this.teaching) this.append((this.teaching = new ClassBar(this)));
        if (this.panel && !this.sheet) this.append((this.sheet = panelFor(this.panel, this)));
      }
      this.loads.delete(part);
      this.update();
    } catch (error) {
      // The link broke while it was loaded: after a pause the next change tries again.
      setTimeout(() => this.loads.delete(part), 2_000);
      console.warn(error);
    }
  }

  /** Somebody's turn to speak. */
  private tell(change: Extract<LessonChange, { kind: "calledOn" }>): void {
    const { isMe, participant, picked } = change;
    void this.load("more").then(() => {
      const { lesson, more } = this;
      if (!more) setTimeout(() => this.tell(change), 2_500);
      else if (isMe) this.append(more.notice(say("yourTurn"), true));
      else if (picked && lesson.mayTeach) this.append(more.notice(say("picked", { name: more.nameIn(lesson)(participant) }), false));
    });
  }

  /** What was refused is shown when it is new; who closed it finds it again behind the chip. */
  private updateRefused(count: number): void {
    const isNew = count > this.refused;
    this.refused = count;
    if (count === 0 && this.panel === "refused") this.toggle(undefined);
    else if (isNew && !this.panel) this.toggle("refused");
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
      // Words and panels are fetched once nobody waits for the page, so that they are here when the link is not.
      if (!this.more) void this.load("more");
    } else if (this.hintTimer === 0) {
      this.hintTimer = window.setTimeout(() => {
        this.hint.textContent = say("loadingPage");
        this.hint.hidden = false;
        // Who waits long gets the bar meanwhile.
        setTimeout(() => this.isConnected && !this.more && void this.load("more"), 4_000);
      }, 1_000);
    }
  }

  /** The bar of those who watch. */
  private updateBottom(): void {
    const { lesson } = this;
    const isScreen = lesson.me?.role === "screen";
    this.toggleAttribute("data-screen", isScreen);
    this.bottom.hidden = lesson.mayTeach || isScreen;
    if (isScreen && lesson.isTalking && !this.talk) {
      if (this.more) this.append((this.talk = new this.more.HallScreen(this)));
      else void this.load("more");
    }
    if (this.bottom.hidden || !this.more || !lesson.isTalking || this.talk) return;
    this.bottom.append((this.talk = new this.more.TalkBar(this)));
    this.append((this.poll = new this.more.AskSheets(this)));
  }

  /** When the lesson is not shown here any more. */
  private updateOver(link: Link): void {
    const isOver = link.kind === "ended" || link.kind === "denied";
    this.over.hidden = !isOver;
    if (isOver && this.more) this.over.replaceChildren(this.more.overCard(this.lesson));
    else if (isOver) void this.load("more");
  }

  private press(event: KeyboardEvent): void {
    if (event.defaultPrevented || (event.target as Element).matches?.("input,select,textarea")) return;
    if ([this.tools, this.teaching].some((part) => !part?.hidden && part?.press?.(event)) || this.more?.pressKey(this, event)) event.preventDefault();
    else if (!this.more) void this.load("more").then(() => this.more?.pressKey(this, event));
  }
}

customElements.define("takhti-room", RoomView);
