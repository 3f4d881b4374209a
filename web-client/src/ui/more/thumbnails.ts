import type { PageInfo, PageKey } from "../../sync/lesson.js";
import { highlightOpacity, inkColour } from "../board/palette.js";
import { drawPattern } from "../board/paper.js";
import { inkPaths } from "../board/ink-path.js";
import { pageBounds, View } from "../board/view.js";
import { h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { boardColour } from "../theme.js";

const width = 320;
const height = 180;
/** Between two drawings of a page that changes, in ms. */
const pause = 500;

/** Small pictures of pages, drawn when they are seen. Pages that nobody else needs are followed only while their picture is on the screen. */
export class Thumbnails {
  private readonly pictures = new Map<HTMLCanvasElement, PageInfo>();
  private readonly followed = new Set<PageKey>();
  private readonly due = new Set<PageKey>();
  private timer = 0;
  private readonly stop: () => void;
  private readonly watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.draw(target as HTMLCanvasElement);
  });

  constructor(private readonly room: RoomContext) {
    this.stop = room.lesson.subscribe((change) => {
      if ((change.kind === "page" || change.kind === "strokes") && this.followed.has(change.page)) this.later(change.page);
    });
  }

  picture(page: PageInfo): HTMLCanvasElement {
    const canvas = h("canvas", { width, height, "aria-hidden": "true" });
    for (const [old, { key }] of this.pictures) {
      if (key !== page.key) continue;
      this.watch.unobserve(old);
      this.pictures.delete(old);
    }
    this.pictures.set(canvas, page);
    this.watch.observe(canvas);
    return canvas;
  }

  close(): void {
    this.stop();
    this.watch.disconnect();
    clearTimeout(this.timer);
    const { lesson, shown } = this.room;
    for (const key of this.followed) if (key !== shown && key !== lesson.taught) lesson.release(key);
  }

  private later(page: PageKey): void {
    this.due.add(page);
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      for (const [canvas, { key }] of this.pictures) if (this.due.has(key) && canvas.isConnected) this.draw(canvas);
      this.due.clear();
    }, pause);
  }

  private draw(canvas: HTMLCanvasElement): void {
    const info = this.pictures.get(canvas);
    if (!info) return;
    this.followed.add(info.key);
    const page = this.room.lesson.page(info.key);
    const pencil = canvas.getContext("2d")!;
    const view = View.fitting(pageBounds, width, height);
    const board = boardColour();
    pencil.resetTransform();
    pencil.clearRect(0, 0, width, height);
    pencil.globalAlpha = 0.5;
    pencil.fillStyle = getComputedStyle(canvas).color;
    drawPattern(pencil, info.background, view, 1);
    pencil.setTransform(view.scale, 0, 0, view.scale, 0, 0);
    // Thin lines would vanish: each is a little wider.
    pencil.lineWidth = 10;
    for (const below of [true, false])
      for (const stroke of page.strokes) {
        if ((stroke.style.tool === "highlighter") !== below) continue;
        pencil.globalAlpha = below ? highlightOpacity : 1;
        pencil.fillStyle = pencil.strokeStyle = inkColour(stroke.style, board);
        for (const path of inkPaths(stroke, stroke.cuts)) {
          pencil.fill(path);
          if (!below && page.strokes.length < 2_000) pencil.stroke(path);
        }
      }
  }
}
