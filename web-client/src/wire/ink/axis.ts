const guessLimit = (1 << 18) * 64;

/** One coordinate of a running stroke, in coded steps: where it is, its last deltas and how wrong the last guesses were. */
export class InkAxis {
  position = 0;
  // The last four deltas, the latest first. The first delta of a stroke stands in for all before it.
  d0 = 0;
  d1 = 0;
  private d2 = 0;
  private d3 = 0;
  // The last three differences between delta and guess, the latest first.
  e0 = 0;
  e1 = 0;
  e2 = 0;
  /** The next delta as foreseen, in 1/64 step. */
  fine = 0;
  /** The same in whole steps. */
  guess = 0;

  /** Foresees the next delta by four taps (I29). */
  foreseeBy(taps: readonly number[]): void {
    this.foresee(taps[0]! * this.d0 + taps[1]! * this.d1 + taps[2]! * this.d2 + taps[3]! * this.d3);
  }

  /** Foresees the next delta as `fine` / 64, rounded. */
  foresee(fine: number): void {
    this.fine = Math.min(Math.max(fine, -guessLimit), guessLimit);
    this.guess = (this.fine + 32) >> 6;
  }

  /** The direction of travel that contexts are turned to: 1 or -1. */
  get sign(): number {
    if (this.d0 !== 0) return this.d0 < 0 ? -1 : 1;
    return this.d1 < 0 || (this.d1 === 0 && this.fine < this.guess << 6) ? -1 : 1;
  }

  /** Takes the step `guess` + `error`. */
  step(error: number, isFirst: boolean): void {
    const delta = this.guess + error;
    this.position += delta;
    this.d3 = isFirst ? delta : this.d2;
    this.d2 = isFirst ? delta : this.d1;
    this.d1 = isFirst ? delta : this.d0;
    this.d0 = delta;
    this.e2 = this.e1;
    this.e1 = this.e0;
    this.e0 = error;
  }

  /** Goes on in steps 2^`shift` times finer. */
  refine(shift: number): void {
    this.position <<= shift;
    this.d0 <<= shift;
    this.d1 <<= shift;
    this.d2 <<= shift;
    this.d3 <<= shift;
    this.e0 <<= shift;
    this.e1 <<= shift;
    this.e2 <<= shift;
  }
}
