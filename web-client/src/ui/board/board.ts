import type { Lesson, LessonChange, Page, Stroke, StrokeKey } from "../../sync/lesson.js";
import type { InkRanges } from "../../wire/ink/sample-ranges.js";
import { DryLayer } from "./dry-layer.js";
import { InkStore, missing, type Inked } from "./ink-store.js";
import type { Light } from "./light.js";
import { Navigator } from "./navigator.js";
import type { BoardColour } from "./palette.js";
import { Paper } from "./paper.js";
import { PlayOut } from "./play-out.js";
import { boundsOf, type Ink } from "./stroke-shape.js";
import { joined, meet, pageBounds, View, type Bounds, type Point } from "./view.js";
import { WetLayer } from "./wet-layer.js";
import { WetStroke } from "./wet-stroke.js";

/** What takes pointers that are to write, erase or point; the board moves the paper with all others. */
export interface Hand {
  down(event: PointerEvent): boolean;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  cancel(event: PointerEvent): void;
  /** The tool's name, for the pointer's looks. */
  readonly cursor: string;
}

/**
 * The board: a page's ink on paper, to look around on. It draws from the lesson's page and knows no server; `hand` writes.
 * Layers from below: paper, pattern, wet highlighter, dry ink, wet ink, tips and light.
 */
export class Board extends HTMLElement {
  private readonly ink = new InkStore();
  private readonly paper = new Paper();
  private readonly wet = new WetLayer();
  private readonly dry = new DryLayer(this.ink, "white");
  private readonly navigator = new Navigator((move) => this.move(move));
  private readonly resize = new ResizeObserver(() => this.measure());
  private colour: BoardColour = "white";
  private page: Page | undefined;
  private frame = 0;
  private width = 1;
  private height = 1;
  /** What tools cover at the lower edge, in CSS pixels. */
  private foot = 0;
  private density = 1;
  private isMoved = true;
  /** Where the view is gliding. */
  private goal: View | undefined;
  private fit: Bounds = pageBounds;
  /** Set where the board shows `fit` whatever the size, until somebody moves the paper. */
  isFitted = true;
  hand: Hand | undefined;
  /** Says that somebody moved the paper by hand. */
  onlook: (() => void) | undefined;
  view = new View(1, 0, 0);

  constructor() {
    super();
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"] as const) this.addEventListener(kind, (event) => this.point(event));
    // Samples as soon as the system has them, not once a frame.
    if ("onpointerrawupdate" in window) this.addEventListener("pointerrawupdate", (event) => this.hand?.move(event as PointerEvent));
    this.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.navigator.wheel(event, this.at(event));
    }, { passive: false });
    this.addEventListener("blur", () => this.toggleAttribute("data-touched", false));
    this.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  connectedCallback(): void {
    if (!this.firstChild) this.append(this.paper.page, this.paper.pattern, this.wet.below, this.dry.element, ...this.wet.above);
    this.tabIndex = 0;
    this.resize.observe(this);
    this.measure();
  }

  disconnectedCallback(): void {
    this.resize.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  // --- what is shown ---

  /** Shows a page from its beginning. */
  show(page: Page, background: Paper["background"]): void {
    this.page = page;
    this.wet.remove([...this.wet.strokes.keys()]);
    this.wet.light?.clear();
    this.setBackground(background);
    this.reload();
  }

  /** The page that is shown has another name from now on. */
  rename(page: Page): void {
    this.page = page;
  }

  setBackground(background: Paper["background"]): void {
    this.paper.background = background;
    this.isMoved = true;
    this.wake();
  }

  setColour(colour: BoardColour): void {
    this.colour = colour;
    this.dry.reset(colour, true);
    this.isMoved = true;
    this.wake();
  }

  /** Takes a change of the page that is shown. */
  take(change: LessonChange, lesson: Lesson): void {
    const { page } = this;
    if (change.kind === "signal") {
      if (change.signal.kind === "pointer" && lesson.pages.find(({ key }) => key === page?.key)?.topic === change.signal.page) this.wet.light?.point(change.from, change.signal, performance.now());
      if (change.signal.kind === "pointerGone") this.wet.light?.gone(change.from);
    }
    if (!page || !("page" in change) || change.page !== page.key) return this.wake();
    if (change.kind === "page") this.reload();
    if (change.kind === "strokes") this.update(page, change.strokes);
    if (change.kind === "ink") {
      const stroke = page.stroke(change.stroke);
      if (stroke && !stroke.isOwn) this.wetFor(stroke).playOut?.arrive(change.ink, performance.now());
    }
    this.wake();
  }

  /** A stroke that this tab writes: its samples are drawn as they come. */
  write(key: StrokeKey, ink: Ink): void {
    this.wet.strokes.set(key, new WetStroke(ink));
    this.wake();
  }

  /** New samples are to be seen in this frame, or at once where the sheets are not synchronized. */
  flow(now = performance.now()): void {
    this.wet.draw(now);
  }

  /** The stroke is finished, or was none. */
  lift(key: StrokeKey): void {
    const stroke = this.page?.stroke(key);
    if (stroke) this.lay(stroke);
    else this.wet.remove([key]);
    this.wake();
  }

  /** From now on the board shows where people point. */
  setLight(kind: new () => Light): void {
    this.wet.light ??= new kind();
  }

  shine(x: number, y: number): void {
    this.wet.light?.point("own", { kind: "pointer", page: 0, laser: true, x, y }, performance.now());
    this.wake();
  }

  darken(): void {
    this.wet.light?.gone("own");
    this.wake();
  }

  // --- what erasers need ---

  within(box: Bounds): Inked[] {
    return this.ink.within(box);
  }

  /** Takes ink out of sight before the lesson says so. */
  wipe(inked: Inked, ranges: InkRanges, box: Bounds): void {
    this.ink.wipe(inked, ranges);
    this.dry.repair(box);
    this.wake();
  }

  // --- looking ---

  move(change: (view: View) => View): void {
    this.isFitted = false;
    this.goal = undefined;
    this.look(change(this.view));
    this.onlook?.();
  }

  /** Shows all of `box`, and goes on doing so when the size changes; `gently`: glides there. */
  showAll(box: Bounds = pageBounds, gently = false): void {
    this.fit = box;
    this.isFitted = true;
    const goal = View.fitting(box, this.width, this.height - this.foot, topMargin);
    this.goal = gently && !stillness.matches ? goal : undefined;
    if (this.goal) this.wake();
    else this.look(goal);
  }

  /** Tells what tools cover at the lower edge: a page that is shown whole lies above it. */
  setFoot(foot: number): void {
    if (foot === this.foot) return;
    this.foot = foot;
    if (this.isFitted) this.showAll(this.fit);
  }

  get seen(): Bounds {
    return this.view.seen(this.width, this.height);
  }

  at(event: { clientX: number; clientY: number }): Point {
    const { left, top } = this.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  middle(): Point {
    return { x: this.width / 2, y: this.height / 2 };
  }

  /** Gives a pointer that the hand let go of to the paper. */
  pan(event: { pointerId: number; clientX: number; clientY: number }): void {
    this.navigator.down(event.pointerId, this.at(event));
  }

  /** Whether all that is seen is drawn, for tests and pictures. */
  get isSettled(): boolean {
    return this.dry.isReady && this.wet.strokes.size === 0;
  }

  private look(view: View): void {
    this.view = view;
    this.isMoved = true;
    this.wake();
  }

  private measure(): void {
    const { width, height } = this.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    Object.assign(this, { width, height, density: window.devicePixelRatio || 1 });
    if (this.isFitted) this.showAll(this.fit);
    this.isMoved = true;
    this.wake();
  }

  // --- dry and wet ---

  private reload(): void {
    const { page } = this;
    this.ink.clear();
    if (!page) return;
    this.wet.remove([...this.wet.strokes].filter(([key]) => !page.stroke(key)).map(([key]) => key));
    page.strokes.forEach((stroke, order) => {
      if (this.wet.strokes.has(stroke.key)) return;
      if (stroke.isOpen && !stroke.isOwn) this.wetFor(stroke, true);
      else if (!stroke.isOpen) this.ink.set(stroke, order);
    });
    this.dry.reset(this.colour, true);
    this.wake();
  }

  private update(page: Page, keys: readonly StrokeKey[]): void {
    let isShuffled = false;
    const gone: StrokeKey[] = [];
    for (const key of keys) {
      const stroke = page.stroke(key);
      const wet = this.wet.strokes.get(key);
      if (!stroke) {
        if (wet) gone.push(key);
        const inked = this.ink.delete(key);
        if (inked) this.dry.repair(inked.bounds);
        isShuffled = true;
      } else if (stroke.isOpen) {
        if (wet) wet.ink = stroke.isOwn ? wet.ink : stroke;
        else if (!stroke.isOwn) this.wetFor(stroke);
      } else if (wet?.playOut) {
        wet.ink = stroke;
        wet.playOut.complete();
      } else if (!wet) {
        this.lay(stroke);
      }
    }
    if (gone.length > 0) this.wet.remove(gone);
    if (isShuffled) this.ink.reorder(page);
  }

  private wetFor(stroke: Stroke, isOld = false): WetStroke {
    let wet = this.wet.strokes.get(stroke.key);
    if (!wet) {
      wet = new WetStroke(stroke, new PlayOut());
      const arrived = { first: 0, count: stroke.samples.length, duration: 0, isLast: false, isCatchingUp: true };
      if (isOld) wet.playOut!.arrive(arrived, performance.now());
      this.wet.strokes.set(stroke.key, wet);
    }
    wet.ink = stroke;
    return wet;
  }

  /** Puts a finished stroke among the dry ones: drawn on top if it lies on top, else its part of the page is drawn anew. */
  private lay(stroke: Stroke): void {
    const page = this.page!;
    const before = this.ink.get(stroke.key);
    if (before && looksLike(before, stroke)) return this.ink.rename(before, stroke);
    const order = orderOf(page, stroke);
    const inked = this.ink.set(stroke, order);
    if (this.ink.size > order + 1) this.ink.reorder(page);
    const isOnTop = !before && page.strokes.slice(order + 1).every((other) => !this.ink.get(other.key) || !meet(boundsOf(other), inked.bounds));
    if (isOnTop) this.dry.add(inked);
    else this.dry.repair(before ? joined(before.bounds, inked.bounds) : inked.bounds);
    if (!this.wet.strokes.has(stroke.key)) return;
    // The tiles are on the screen with the next frame; what is wet stays until then.
    this.wet.strokes.delete(stroke.key);
    requestAnimationFrame(() => requestAnimationFrame(() => this.wet.redraw()));
  }

  private wake(): void {
    if (this.frame === 0 && this.isConnected) this.frame = requestAnimationFrame((now) => this.draw(now));
  }

  private draw(now: number): void {
    this.frame = 0;
    if (this.goal) this.glide(this.goal);
    const { view, width, height, density } = this;
    if (this.isMoved) {
      this.isMoved = false;
      this.paper.look(view, width, height, density);
      this.dry.look(view, width, height, density);
      this.wet.look(view, width, height, density, this.colour);
    }
    const isWet = this.wet.draw(performance.now());
    for (const [key, { playOut }] of this.wet.strokes) {
      if (!playOut?.isOver) continue;
      const stroke = this.page?.stroke(key);
      if (stroke) this.lay(stroke);
      else this.wet.remove([key]);
    }
    if (this.dry.draw(now) || isWet || this.goal) this.wake();
  }

  /** A share of the way in each frame. */
  private glide(goal: View): void {
    const { view } = this;
    const share = 0.3;
    const mix = (from: number, to: number) => from + (to - from) * share;
    const next = new View(mix(view.scale, goal.scale), mix(view.x, goal.x), mix(view.y, goal.y));
    if (next.equals(goal)) this.goal = undefined;
    this.look(this.goal ? next : goal);
  }

  // --- pointers ---

  private point(event: PointerEvent): void {
    const { hand, navigator } = this;
    if (event.type === "pointerdown") {
      // Who touches the board knows where it is: the ring is for those who come by keys.
      this.toggleAttribute("data-touched", true);
      this.focus({ preventScroll: true });
      // Writing goes on when the pen leaves the board. A pointer made by a test cannot be caught.
      try {
        this.setPointerCapture(event.pointerId);
      } catch {}
      const isPan = event.pointerType === "mouse" && event.button !== 0;
      if (isPan || !hand?.down(event)) navigator.down(event.pointerId, this.at(event));
    } else if (event.type === "pointermove") {
      if (!("onpointerrawupdate" in window) || !event.isTrusted) hand?.move(event);
      navigator.move(event.pointerId, this.at(event));
    } else {
      if (event.type === "pointerup") hand?.up(event);
      else hand?.cancel(event);
      navigator.up(event.pointerId);
    }
  }
}

/** On a phone held upright the page lies below the chips, in CSS pixels. */
const topMargin = 60;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether a stroke that was stored, say, still looks as it is drawn. */
function looksLike(inked: Inked, stroke: Stroke): boolean {
  const old = inked.stroke;
  const look = ({ style, sampleCount, state }: Stroke, cuts: InkRanges) => JSON.stringify([style, sampleCount, state === "refused", cuts]);
  const [from, to] = [old.samples[0], stroke.samples[0]];
  return old.samples.length === stroke.samples.length && from?.x === to?.x && from?.y === to?.y && look(old, missing(inked)) === look(stroke, stroke.cuts);
}

/** New strokes are at the end, so the search begins there. */
function orderOf(page: Page, stroke: Stroke): number {
  for (let order = page.strokes.length - 1; order >= 0; order--) if (page.strokes[order]!.key === stroke.key) return order;
  return page.strokes.length;
}

customElements.define("takhti-board", Board);
