import type { Dot } from "./centre-line.js";

/** What a path is drawn into: a `Path2D`, a context, or a test. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

/** Of two neighbours' directions, as a cosine: below it the line turns a corner. */
const corner = 0.5;

/**
 * The outline of a line of changing width, as closed paths to be filled with the nonzero rule. All go round the same way, so they add up
 * wherever they overlap: the left side there, the right side back. Where one side would run backwards (a corner, or a bend narrower
 * than the pen) the outline ends with a round cap and a new one begins.
 */
export function ribbon(dots: readonly Dot[], sink: PathSink): void {
  const line = dots.filter((dot, index) => index === 0 || Math.hypot(dot.x - dots[index - 1]!.x, dot.y - dots[index - 1]!.y) > 0.25);
  if (line.length === 1) disc(line[0]!, sink);
  let first = 0;
  while (first < line.length - 1) first = run(line, first, sink);
}

/** Lays the outline of one run that begins at `first`; returns its last point. */
function run(line: readonly Dot[], first: number, sink: PathSink): number {
  const start = line[first]!;
  let at = start;
  let next = line[first + 1]!;
  let [dx, dy] = direction(at, next);
  const heading = Math.atan2(dy, dx);
  // The other side is walked back at the end.
  const back: number[] = [];
  sink.moveTo(at.x + dy * at.r, at.y - dx * at.r);
  let index = first + 1;
  for (; index < line.length - 1; index++) {
    at = next;
    next = line[index + 1]!;
    const [ex, ey] = direction(at, next);
    const turn = dx * ex + dy * ey;
    const span = Math.hypot(at.x - line[index - 1]!.x, at.y - line[index - 1]!.y);
    if (turn < corner || Math.abs(dx * ey - dy * ex) * at.r > span + 0.5) break;
    const nx = dy + ey;
    const ny = -dx - ex;
    const scale = at.r / Math.hypot(nx, ny);
    sink.lineTo(at.x + nx * scale, at.y + ny * scale);
    back.push(at.x - nx * scale, at.y - ny * scale);
    dx = ex;
    dy = ey;
  }
  const last = line[index]!;
  const end = Math.atan2(dy, dx);
  sink.arc(last.x, last.y, last.r, end - Math.PI / 2, end + Math.PI / 2);
  for (let side = back.length - 2; side >= 0; side -= 2) sink.lineTo(back[side]!, back[side + 1]!);
  sink.arc(start.x, start.y, start.r, heading + Math.PI / 2, heading + (Math.PI * 3) / 2);
  sink.closePath();
  return index;
}

/** A line as separate pieces that overlap in round joints: each can be filled when it comes. */
export function beads(dots: readonly Dot[], sink: PathSink): void {
  for (let index = 1; index < dots.length; index++) {
    const pair = [dots[index - 1]!, dots[index]!];
    if (Math.hypot(pair[1]!.x - pair[0]!.x, pair[1]!.y - pair[0]!.y) > 0.25) run(pair, 0, sink);
  }
  if (dots.length === 1) disc(dots[0]!, sink);
}

function disc({ x, y, r }: Dot, sink: PathSink): void {
  sink.moveTo(x + r, y);
  sink.arc(x, y, r, 0, Math.PI * 2);
  sink.closePath();
}

function direction(a: Dot, b: Dot): [number, number] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return [(b.x - a.x) / length, (b.y - a.y) / length];
}
