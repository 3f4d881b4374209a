/** What is known of a pointer that comes down. */
export interface Touchdown {
  readonly kind: "pen" | "touch" | "mouse" | string;
  /** The larger side of what touches, in CSS pixels. */
  readonly size: number;
  readonly time: number;
}

/** What was seen so far. */
export interface Habits {
  /** When a pen was last near; undefined: never. Who has a pen moves the paper with the fingers. */
  penTime: number | undefined;
  penIsDown: boolean;
  /** Fingers that write, and the last one that came down. */
  writing: number;
  lastTouch: { time: number; travel: number } | undefined;
  /** Fingers that move the paper. */
  moving: number;
}

export type Verdict = "write" | "move" | "ignore" | "pinch";

/** Pointers of one outbox that write at once. */
export const contactLimit = 4;
/** A hand's edge is larger, in CSS pixels. */
const palmSize = 96;
/** A hand rests before and after its pen writes, in ms. */
const penNear = 500;
/** Two fingers that come down together pinch, in ms and CSS pixels. */
const together = { time: 160, travel: 12 };

/** Who writes, who moves the paper, and what is a palm. `pinch`: with the finger before, which wrote nothing. */
export function judge({ kind, size, time }: Touchdown, habits: Habits): Verdict {
  if (kind !== "touch") return habits.writing < contactLimit ? "write" : "ignore";
  if (habits.moving > 0) return "move";
  if (size > palmSize) return "ignore";
  if (habits.penIsDown || (habits.penTime !== undefined && time - habits.penTime < penNear)) return "ignore";
  if (habits.penTime !== undefined) return "move";
  const { lastTouch } = habits;
  if (habits.writing === 1 && lastTouch && time - lastTouch.time < together.time && lastTouch.travel < together.travel) return "pinch";
  return habits.writing < contactLimit ? "write" : "ignore";
}
