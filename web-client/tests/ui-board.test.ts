import assert from "node:assert/strict";
import test from "node:test";
import { CentreLine, type Dot } from "../src/ui/board/centre-line.js";
import { PathList, inkPaths } from "../src/ui/board/ink-path.js";
import { inkColour, type BoardColour } from "../src/ui/board/palette.js";
import { PlayOut } from "../src/ui/board/play-out.js";
import { beads, ribbon, type PathSink } from "../src/ui/board/ribbon.js";
import { drawInk, type Ink } from "../src/ui/board/stroke-shape.js";
import { View, pageBounds } from "../src/ui/board/view.js";
import { WidthModel } from "../src/ui/board/width-model.js";
import type { InkArrival } from "../src/sync/lesson.js";
import type { InkFormat, InkSample } from "../src/wire/ink/format.js";
import type { StrokeStyle } from "../src/wire/index.js";

const pressed: InkFormat = { kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 };
const pen: StrokeStyle = { tool: "pen", colour: { kind: "palette", index: 0 }, width: 24 };

/** A path as polygons, to ask what it covers. */
class Polygons implements PathSink {
  readonly all: [number, number][][] = [];
  moveTo(x: number, y: number): void {
    this.all.push([[x, y]]);
  }
  lineTo(x: number, y: number): void {
    this.all[this.all.length - 1]!.push([x, y]);
  }
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    for (let step = 0; step <= 12; step++) {
      const angle = from + ((to - from) * step) / 12;
      this.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
  }
  closePath(): void {}

  /** How often the outlines go round the point: 0 is outside. */
  winding(x: number, y: number): number {
    let sum = 0;
    for (const polygon of this.all)
      polygon.forEach(([ax, ay], index) => {
        const [bx, by] = polygon[(index + 1) % polygon.length]!;
        if (ay <= y !== by <= y && (((bx - ax) * (y - ay)) / (by - ay) + ax > x)) sum += by > ay ? 1 : -1;
      });
    return sum;
  }
}

function scribble(seed: number, count: number): InkSample[] {
  let state = seed;
  const random = () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648);
  let [x, y, turn] = [4_000, 4_000, 0];
  return Array.from({ length: count }, () => {
    turn += (random() - 0.5) * 2.5;
    x += Math.cos(turn) * random() * 60;
    y += Math.sin(turn) * random() * 60;
    return { x: Math.round(x), y: Math.round(y), pressure: Math.round(random() * 255) };
  });
}

function lineOf(samples: readonly InkSample[], isKnots = false): Dot[] {
  const line = new CentreLine(new WidthModel(pen, pressed, isKnots), isKnots);
  const dots: Dot[] = [];
  for (const sample of samples) line.add(sample, (dot) => dots.push(dot));
  line.tip((dot) => dots.push(dot));
  return dots;
}

const ink = (samples: InkSample[], indices: number[] = []): Ink => ({ style: pen, format: pressed, samples, indices, sampleCount: indices.length > 0 ? indices[indices.length - 1]! + 1 : samples.length });

test("a ribbon has no holes: every point of the line is inside, whatever the line does", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dots = lineOf(scribble(seed, 60));
    const path = new Polygons();
    ribbon(dots, path);
    for (const { x, y } of dots) assert(path.winding(x + 0.01, y + 0.013) > 0, `seed ${seed} at ${x},${y}`);
  }
});

test("all outlines go round the same way", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const path = new Polygons();
    ribbon(lineOf(scribble(seed, 30)), path);
    for (const { x, y } of scribble(seed, 30)) for (const by of [-30, -9, 9, 30]) assert(path.winding(x + by, y + by / 2) >= 0, `seed ${seed}`);
  }
});

test("drawn bit by bit it covers the same line", () => {
  const dots = lineOf(scribble(7, 80));
  const path = new Polygons();
  for (let index = 0; index < dots.length; index += 5) beads(dots.slice(Math.max(index - 1, 0), index + 5), path);
  for (const { x, y } of dots) assert(path.winding(x + 0.01, y + 0.013) > 0);
});

/** A browser's path, as far as it counts here. */
class CountedPath extends Polygons {
  addPath(other: CountedPath): void {
    this.all.push(...other.all);
  }
}

test("a wild stroke is many paths with few outlines each, of a highlighter one, and all of it is there", () => {
  Object.assign(globalThis, { Path2D: CountedPath });
  const samples = Array.from({ length: 2_000 }, (_, index) => ({ x: 1_000 + (index % 2) * 900, y: 1_000 + 3 * index, pressure: 255 }));
  const whole = new Polygons();
  drawInk(ink(samples), [], whole);
  assert(whole.all.length > 1_000, `${whole.all.length}`);
  const outlines = (style: StrokeStyle) => (inkPaths({ ...ink(samples), style }, []) as unknown as CountedPath[]).map(({ all }) => all);
  const parts = outlines(pen);
  assert(parts.every(({ length }) => length <= 256));
  assert.deepEqual(parts.flat(), whole.all);
  const marker = outlines({ ...pen, tool: "highlighter" });
  assert.equal(marker.length, 1);
  assert(marker[0]!.length > 1_000);
});

test("wet ink is many paths with few outlines each, too: each of its chords is one", () => {
  Object.assign(globalThis, { Path2D: CountedPath });
  const dots = lineOf(scribble(11, 2_000));
  const [list, whole] = [new PathList(), new Polygons()];
  beads(dots, list);
  beads(dots, whole);
  const parts = (list.all as unknown as CountedPath[]).map(({ all }) => all);
  assert(whole.all.length > 1_000 && parts.every(({ length }) => length <= 256));
  assert.deepEqual(parts.flat(), whole.all);
});

test("a tap is a dot as wide as the pen", () => {
  const path = new Polygons();
  drawInk(ink([{ x: 100, y: 100, pressure: 255 }]), [], path);
  assert(path.winding(100 + 11, 100.1) > 0);
  assert.equal(path.winding(100 + 13, 100.1), 0);
});

test("the line goes from the first sample to the last, and through knots", () => {
  const samples = scribble(3, 20);
  const dots = lineOf(samples);
  assert.deepEqual([dots[0]!.x, dots[0]!.y], [samples[0]!.x, samples[0]!.y]);
  const last = dots[dots.length - 1]!;
  assert.deepEqual([last.x, last.y], [samples[19]!.x, samples[19]!.y]);
  const knots = lineOf(samples, true);
  for (const { x, y } of samples) assert(knots.some((dot) => Math.hypot(dot.x - x, dot.y - y) < 1e-6));
});

test("cuts leave a gap, also between knots", () => {
  const knots = ink([{ x: 0, y: 0, pressure: 255 }, { x: 1_000, y: 0, pressure: 255 }], [0, 100]);
  const path = new Polygons();
  drawInk(knots, [{ from: 40, count: 20 }], path);
  assert(path.winding(200, 0.1) > 0);
  assert.equal(path.winding(500, 0.1), 0);
  assert(path.winding(800, 0.1) > 0);
});

test("pressure makes a pen wider, but not a highlighter and not a mouse", () => {
  const width = (style: StrokeStyle, format: InkFormat, pressure: number) => new WidthModel(style, format, true).next({ x: 0, y: 0, pressure });
  assert.equal(width(pen, pressed, 255), 12);
  assert(width(pen, pressed, 40) < 8 && width(pen, pressed, 0) > 2);
  assert.equal(width({ ...pen, tool: "highlighter" }, pressed, 10), 12);
  assert.equal(width(pen, { ...pressed, pressure: 3 }, 0), 12);
});

test("a view keeps what is under the fingers", () => {
  const view = View.fitting(pageBounds, 1_920, 1_080);
  assert.equal(view.scale, 0.125);
  const at = view.unitsAt(300, 200);
  const near = (a: { x: number; y: number }, b: { x: number; y: number }) => assert(Math.hypot(a.x - b.x, a.y - b.y) < 1e-6);
  near(view.zoomed(2, 300, 200).unitsAt(300, 200), at);
  near(view.panned(40, -20).unitsAt(340, 180), at);
  near(view.pinched({ middle: { x: 300, y: 200 }, distance: 100 }, { middle: { x: 350, y: 260 }, distance: 180 }).unitsAt(350, 260), at);
});

/** Chunks of 33 ms that come late by `late(index)`; returns when each of the samples was seen, by frames of 16.7 ms. */
function play(chunks: number, late: (chunk: number) => number): number[] {
  const playOut = new PlayOut();
  const arrivals = Array.from({ length: chunks }, (_, chunk) => ({ at: chunk * 33 + late(chunk), ink: { first: chunk * 4, count: 4, duration: 33, isLast: chunk === chunks - 1, isCatchingUp: false } as InkArrival }));
  const seen: number[] = [];
  let next = 0;
  for (let now = 0; now < chunks * 33 + 2_000 && !playOut.isOver; now += 16.7) {
    while (next < chunks && Math.max(...arrivals.slice(0, next + 1).map(({ at }) => at)) <= now) playOut.arrive(arrivals[next++]!.ink, now);
    const shown = Math.floor(playOut.advance(now));
    while (seen.length < shown) seen.push(now);
  }
  return seen;
}

test("ink is played at the speed at which it was written", () => {
  const seen = play(30, () => 0);
  assert.equal(seen.length, 120);
  const last = seen[119]!;
  assert(last < 30 * 33 + 90, `shown after ${last}`);
  const gaps = seen.slice(8).map((time, index) => time - seen[index]!);
  assert(Math.max(...gaps) < 8 * 8.25 + 34, "no pauses");
});

test("jitter of the link does not show as bursts", () => {
  const seen = play(60, (chunk) => (chunk * 7919) % 30);
  const perFrame = new Map<number, number>();
  for (const time of seen) perFrame.set(time, (perFrame.get(time) ?? 0) + 1);
  assert(Math.max(...[...perFrame.values()].slice(4)) <= 6);
});

test("after a stall it catches up smoothly and soon", () => {
  const seen = play(40, (chunk) => (chunk >= 10 && chunk < 25 ? (25 - chunk) * 33 : 0));
  assert.equal(seen.length, 160);
  assert(seen[159]! < 40 * 33 + 120);
});

test("history is shown at once", () => {
  const playOut = new PlayOut();
  playOut.arrive({ first: 0, count: 500, duration: 4_000, isLast: false, isCatchingUp: true }, 0);
  assert.equal(Math.floor(playOut.advance(1)), 500);
});

test("sixteen colours can be read on every board", () => {
  const paper: Record<BoardColour, string> = { white: "#ffffff", green: "#15392d", black: "#171716" };
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  for (const board of Object.keys(paper) as BoardColour[]) {
    const colours = Array.from({ length: 16 }, (_, index) => inkColour({ tool: "pen", colour: { kind: "palette", index } }, board));
    assert.equal(new Set(colours).size, 16);
    for (const colour of colours) {
      const [dark, light] = [luminance(paper[board]), luminance(colour)].sort((a, b) => a - b);
      assert((light! + 0.05) / (dark! + 0.05) >= 4.5, `${colour} on ${board}`);
    }
  }
});
