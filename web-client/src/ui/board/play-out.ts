import type { InkArrival } from "../../sync/lesson.js";

/** Ink is shown so long after it came that the next chunk is usually there before it is needed: this share of a chunk's duration. */
const reserve = 0.75;
/** The least reserve and the largest, in ms. */
const leastReserve = 20;
const mostReserve = 200;
/** What lies further behind than the reserve is caught up with this time constant, in ms. */
const catchUp = 120;

/**
 * When to show the samples of one stroke that somebody else is writing. Samples of a chunk are spread evenly over its duration; the pen
 * on the screen goes on at the speed of the pen in the hand, a little later, and smoothly faster when it fell behind.
 */
export class PlayOut {
  /** Time at which each sample was written, from the pen's coming down, in ms. */
  private readonly times: number[] = [];
  private head = 0;
  private shown = 0;
  private last: number | undefined;
  private reserve = leastReserve;
  private isComplete = false;

  /** More ink came. */
  arrive({ first, count, duration, isLast, isCatchingUp }: InkArrival, now: number): void {
    const start = this.times[this.times.length - 1] ?? 0;
    // The first sample is the pen's coming down; each other one ends its share of the duration.
    const isDown = this.times.length === 0 && first === 0;
    while (this.times.length < first) this.times.push(start);
    for (let index = 0; index < count; index++) {
      const share = isDown ? index / Math.max(count - 1, 1) : (index + 1) / count;
      this.times.push(start + duration * share);
    }
    this.reserve = Math.min(Math.max(leastReserve, duration * reserve, this.reserve * 0.8), mostReserve);
    if (this.last === undefined) {
      this.last = now;
      this.head = -this.reserve;
    }
    if (isCatchingUp) this.head = this.end;
    this.isComplete ||= isLast;
  }

  /** No more will come. */
  complete(): void {
    this.isComplete = true;
  }

  /** How many samples are to be seen now; the share of the way to the next one comes behind the point. */
  advance(now: number): number {
    const passed = Math.min(Math.max(now - (this.last ?? now), 0), 1_000);
    this.last = now;
    const behind = this.end - this.head - passed - (this.isComplete ? 0 : this.reserve);
    this.head += passed + (behind > 0 ? behind * (1 - Math.exp(-passed / catchUp)) : 0);
    // An empty buffer waits: what comes next is played from there.
    if (this.head >= this.end) this.head = this.end;
    while (this.shown < this.times.length && this.times[this.shown]! <= this.head) this.shown++;
    const [from, to] = [this.times[this.shown - 1], this.times[this.shown]];
    return from === undefined || to === undefined || to === from ? this.shown : this.shown + (this.head - from) / (to - from);
  }

  /** Whether the pen is up and all of it was shown. */
  get isOver(): boolean {
    return this.isComplete && this.shown === this.times.length;
  }

  private get end(): number {
    return this.times[this.times.length - 1] ?? 0;
  }
}
