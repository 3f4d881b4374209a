import { InkDevice, InkGrid, InkKind, InkPressure, type InkFormat, type InkSample } from "../../wire/ink/format.js";
import { InkLimit } from "../../wire/ink/limits.js";
import type { Signal, StrokeStyle } from "../../wire/index.js";
import type { PageKey, StrokeKey, StrokePen, TimedSample } from "../../sync/lesson.js";
import { missing, type Inked } from "../board/ink-store.js";
import { clamp, grown, joined, type Point } from "../board/view.js";
import type { RoomContext } from "../room-context.js";
import { boundsOfRanges, hitRanges, touches } from "./hit-test.js";

/** Ink reaches no further, in units. */
const far = InkLimit.coordinate - 8;

/** A pointer that is down with a tool. */
export interface Contact {
  /** Follows the pointer: all its places since the last time. */
  move(events: readonly PointerEvent[]): void;
  up(): void;
  cancel(): void;
}

function unitsOf({ board }: RoomContext, event: PointerEvent): Point {
  const { x, y } = board.at(event);
  return board.view.unitsAt(x, y);
}

/** Writes a stroke. */
export class PenContact implements Contact {
  private readonly pen: StrokePen;
  private readonly samples: InkSample[] = [];
  private readonly ink;
  private readonly hasPressure: boolean;

  constructor(
    private readonly room: RoomContext,
    page: PageKey,
    style: StrokeStyle,
    event: PointerEvent,
  ) {
    this.hasPressure = event.pointerType === "pen";
    const format: InkFormat = { kind: InkKind.samples, grid: InkGrid.quarter, pressure: this.hasPressure ? InkPressure.six : InkPressure.none, device: event.pointerType === "pen" ? InkDevice.stylus : event.pointerType === "mouse" ? InkDevice.mouse : InkDevice.pen, coarseness: 0 };
    this.pen = room.lesson.beginStroke(page, style, format);
    this.ink = { style, format, samples: this.samples, indices: [] as number[], sampleCount: 0 };
    room.board.write(this.pen.key, this.ink);
    this.move([event]);
  }

  move(events: readonly PointerEvent[]): void {
    const fresh: TimedSample[] = [];
    for (const event of events) {
      const { x, y } = unitsOf(this.room, event);
      const sample = { x: clamp(Math.round(x), -far, far), y: clamp(Math.round(y), -far, far), pressure: this.hasPressure ? Math.round(event.pressure * 255) : 255, time: event.timeStamp };
      const last = fresh[fresh.length - 1] ?? this.samples[this.samples.length - 1];
      if (last && Math.hypot(last.x - sample.x, last.y - sample.y) < 2) continue;
      if (this.samples.length + fresh.length < InkLimit.strokeSamples) fresh.push(sample);
    }
    if (fresh.length === 0) return;
    this.samples.push(...fresh);
    this.ink.sampleCount = this.samples.length;
    this.pen.add(fresh);
    this.room.board.flow();
  }

  up(): void {
    this.pen.end();
    this.room.board.lift(this.pen.key);
  }

  cancel(): void {
    this.pen.cancel();
    this.room.board.lift(this.pen.key);
  }
}

/** Takes ink away: it goes out of sight at once, and as one change when the pointer is lifted. */
export class EraserContact implements Contact {
  private at: Point;
  private readonly wiped = new Map<StrokeKey, Inked>();

  constructor(
    private readonly room: RoomContext,
    private readonly page: PageKey,
    private readonly byArea: boolean,
    /** In CSS pixels. */
    private readonly radius: number,
    event: PointerEvent,
  ) {
    this.at = unitsOf(room, event);
    this.move([event]);
  }

  move(events: readonly PointerEvent[]): void {
    const radius = this.radius / this.room.board.view.scale;
    for (const event of events) {
      const to = unitsOf(this.room, event);
      const path = joined({ left: this.at.x, top: this.at.y, right: this.at.x, bottom: this.at.y }, { left: to.x, top: to.y, right: to.x, bottom: to.y });
      for (const inked of this.room.board.within(grown(path, radius))) this.wipe(inked, this.at, to, radius);
      this.at = to;
    }
  }

  up(): void {
    const { lesson } = this.room;
    const gone: StrokeKey[] = [];
    const cuts = [];
    for (const [key, inked] of this.wiped) {
      const isGone = missing(inked).reduce((sum, { count }) => sum + count, 0) >= inked.stroke.sampleCount;
      if (isGone) gone.push(key);
      else cuts.push({ stroke: key, ranges: inked.wiped });
    }
    if (gone.length > 0) lesson.erase(this.page, gone);
    if (cuts.length > 0) lesson.cut(this.page, cuts);
  }

  cancel(): void {
    this.up();
  }

  private wipe(inked: Inked, from: Point, to: Point, radius: number): void {
    const { board, lesson } = this.room;
    const { stroke, bounds } = inked;
    if (!lesson.mayTeach && stroke.author !== lesson.me?.outbox) return;
    const cuts = missing(inked);
    const reach = radius + stroke.style.width / 2;
    if (!this.byArea) {
      if (!touches(stroke, cuts, from, to, reach)) return;
      board.wipe(inked, [{ from: 0, count: stroke.sampleCount }], bounds);
    } else {
      const ranges = hitRanges(stroke, cuts, from, to, reach);
      if (ranges.length === 0) return;
      board.wipe(inked, ranges, boundsOfRanges(stroke, ranges, stroke.style.width / 2 + 8));
    }
    this.wiped.set(stroke.key, inked);
  }
}

/** Points with light. */
export class LaserContact implements Contact {
  private sent = 0;

  constructor(
    private readonly room: RoomContext,
    event: PointerEvent,
  ) {
    this.move([event]);
  }

  move(events: readonly PointerEvent[]): void {
    for (const event of events) {
      const { x, y } = unitsOf(this.room, event);
      this.room.board.shine(x, y);
      this.tell(Math.round(x), Math.round(y));
    }
  }

  up(): void {
    this.room.board.darken();
    this.room.lesson.signal({ kind: "pointerGone" });
  }

  cancel(): void {
    this.up();
  }

  /** No more often than a tick. */
  private tell(x: number, y: number): void {
    const { lesson, shown } = this.room;
    const page = lesson.pages.find(({ key }) => key === shown)?.topic;
    const now = performance.now();
    if (page === undefined || now - this.sent < 33) return;
    this.sent = now;
    const signal: Signal = { kind: "pointer", page, laser: true, x, y };
    lesson.signal(signal);
  }
}
