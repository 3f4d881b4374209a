import { between, type CentreLine, type Dot } from "./centre-line.js";
import type { PlayOut } from "./play-out.js";
import { beads, type PathSink } from "./ribbon.js";
import { centreLine, type Ink } from "./stroke-shape.js";

/** A stroke that is being written, drawn bit by bit: a sample costs the same however long the stroke is. */
export class WetStroke {
  private line: CentreLine;
  private drawn = 0;
  private last: Dot | undefined;
  private lead = 0;

  constructor(
    /** Its samples grow. */
    public ink: Ink,
    /** Absent: this tab writes it, and all of it is shown at once. */
    readonly playOut?: PlayOut,
  ) {
    this.line = centreLine(ink);
  }

  /** Lays what is new and certain into `sink`; false when nothing is. */
  extend(now: number, sink: PathSink): boolean {
    const shown = this.playOut ? this.playOut.advance(now) : this.ink.samples.length;
    const until = Math.min(Math.floor(shown), this.ink.samples.length);
    this.lead = shown - until;
    return this.grow(until, sink);
  }

  /** The end between what is certain and the pen, to be drawn anew in each frame. */
  tip(sink: PathSink): Dot[] {
    const dots = this.last ? [this.last] : [];
    this.line.tip((dot) => dots.push(dot));
    const [pen, next] = [this.ink.samples[this.drawn - 1], this.ink.samples[this.drawn]];
    const at = dots[dots.length - 1];
    if (pen && next && at && this.lead > 0) dots.push(between({ ...pen, r: at.r }, { ...next, r: at.r }, Math.min(this.lead, 1)));
    beads(dots, sink);
    return dots;
  }

  /** All of what was shown so far once more, on an empty canvas. */
  again(sink: PathSink): void {
    const until = this.drawn;
    this.line = centreLine(this.ink);
    this.drawn = 0;
    this.last = undefined;
    this.grow(until, sink);
  }

  private grow(until: number, sink: PathSink): boolean {
    if (this.drawn >= until) return false;
    const dots: Dot[] = this.last ? [this.last] : [];
    while (this.drawn < until) this.line.add(this.ink.samples[this.drawn++]!, (dot) => dots.push(dot));
    this.last = dots[dots.length - 1];
    beads(dots, sink);
    return true;
  }
}
