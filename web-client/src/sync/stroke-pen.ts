import { InkLimit, type InkFormat } from "../wire/ink/index.js";
import { InkStrokeEncoder } from "../wire/ink/stroke-encoder.js";
import type { Edge } from "./edge.js";
import type { TimedSample } from "./lesson.js";

/** Samples of one chunk: even the wildest stay below the limit in bytes. */
const chunkShare = 400;
/** A stroke goes on as another before it is as long as one may be. */
const strokeShare = 60_000;
const coordinateLimit = InkLimit.coordinate - 9;

export interface PenEvents {
  /** Which of four pens that are down at a time this is; undefined while all four are taken. */
  contact(): number | undefined;
  /** Milliseconds between two chunks, as the link is now. */
  interval(): number;
  begin(contact: number, chunk: Uint8Array): void;
  go(contact: number, chunk: Uint8Array): void;
  cancel(contact: number): void;
  /** Nothing more comes. */
  over(): void;
}

export interface InkPen {
  readonly isDown: boolean;
  /** Time of the last sample. */
  readonly lastTime: number;
  add(samples: readonly TimedSample[]): void;
  /** Sends what is there, though the pen stays down. */
  flush(): void;
  end(): void;
  cancel(): void;
  /** The stroke was ended elsewhere: what comes now, `samples` first, is another. */
  restart(samples: readonly TimedSample[]): void;
}

/** Turns samples into chunks of ink while they are written. */
export function startPen(edge: Edge, format: InkFormat, events: PenEvents): InkPen {
  let encoder = new InkStrokeEncoder(format);
  let contact: number | undefined;
  let waiting: TimedSample[] = [];
  let firstAt = 0;
  /** Time of the last sample that was sent; of the first one before any was. */
  let sentTime: number | undefined;
  let isDown = true;
  let stopTimer: (() => void) | undefined;

  const flush = (isLast: boolean): void => {
    stopTimer?.();
    stopTimer = undefined;
    if (waiting.length === 0 && (!isLast || encoder.sampleCount === 0)) return;
    if ((contact ??= events.contact()) === undefined) return;
    do {
      const samples = waiting.splice(0, chunkShare);
      const isBegin = encoder.sampleCount === 0;
      const last = samples[samples.length - 1]?.time ?? sentTime ?? 0;
      const duration = bounded(last - (sentTime ?? samples[0]!.time));
      const chunk = encoder.encode(samples, duration, isBegin ? bounded(edge.now() - firstAt) : 0, isLast && waiting.length === 0);
      sentTime = last;
      if (isBegin) events.begin(contact, chunk);
      else events.go(contact, chunk);
    } while (waiting.length > 0);
  };

  /** Ends the stroke, as soon as one of the four pens is free. */
  const finish = (): void => {
    flush(true);
    if (waiting.length > 0) stopTimer = edge.after(50, finish);
    else events.over();
  };

  const again = (samples: readonly TimedSample[]): void => {
    encoder = new InkStrokeEncoder(format);
    sentTime = undefined;
    firstAt = edge.now();
    waiting = [...samples, ...waiting];
  };

  const pen: InkPen = {
    get isDown() { return isDown; },
    get lastTime() { return waiting[0]?.time ?? sentTime ?? 0; },
    add(samples) {
      if (!isDown || samples.length === 0) return;
      if (sentTime === undefined && waiting.length === 0) firstAt = edge.now();
      for (const { x, y, pressure, time } of samples) {
        waiting.push({ x: inside(x), y: inside(y), pressure: Math.min(Math.max(Math.round(pressure), 0), 255), time });
      }
      if (encoder.sampleCount + waiting.length > strokeShare) {
        const joint = waiting[waiting.length - 1]!;
        flush(true);
        again([joint]);
      }
      stopTimer ??= edge.after(events.interval(), pen.flush);
    },
    flush: () => flush(false),
    end() {
      if (!isDown) return;
      isDown = false;
      finish();
    },
    cancel() {
      if (!isDown) return;
      isDown = false;
      stopTimer?.();
      if (encoder.sampleCount > 0) events.cancel(contact!);
      events.over();
    },
    restart(samples) {
      again(samples);
      flush(!isDown);
    },
  };
  return pen;
}

function inside(place: number): number {
  return Math.min(Math.max(Math.round(place), -coordinateLimit), coordinateLimit);
}

function bounded(time: number): number {
  return Math.min(Math.max(Math.round(time), 0), InkLimit.time);
}
