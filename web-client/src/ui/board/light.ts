import type { OutboxHandle, Signal } from "../../wire/index.js";

type Spot = { x: number; y: number; time: number };

/** How long a spot stays, and its trace, in ms. */
const stay = 3_000;
const trace = 350;

/** Where people point: a red spot of light with a short trace, or a ring. */
export class Light {
  private readonly pointers = new Map<OutboxHandle | "own", { laser: boolean; spots: Spot[] }>();

  get isOn(): boolean {
    return this.pointers.size > 0;
  }

  point(who: OutboxHandle | "own", signal: Extract<Signal, { kind: "pointer" }>, now: number): void {
    const pointer = this.pointers.get(who) ?? { laser: signal.laser, spots: [] };
    pointer.laser = signal.laser;
    pointer.spots.push({ x: signal.x, y: signal.y, time: now });
    this.pointers.set(who, pointer);
  }

  gone(who: OutboxHandle | "own"): void {
    this.pointers.delete(who);
  }

  clear(): void {
    this.pointers.clear();
  }

  /** Draws what shines at `now`; `pixel` is a CSS pixel in units. False when nothing does. */
  draw(use: () => CanvasRenderingContext2D, now: number, pixel: number): boolean {
    for (const [who, { laser, spots }] of this.pointers) {
      while (spots.length > 1 && now - spots[0]!.time > trace) spots.shift();
      const last = spots[spots.length - 1]!;
      if (now - last.time > stay) {
        this.pointers.delete(who);
        continue;
      }
      const pencil = use();
      pencil.lineCap = "round";
      if (laser) {
        for (let index = 1; index < spots.length; index++) {
          const [from, to] = [spots[index - 1]!, spots[index]!];
          const fresh = 1 - (now - to.time) / trace;
          pencil.strokeStyle = `rgba(255,40,40,${Math.max(fresh, 0) * 0.6})`;
          pencil.lineWidth = 6 * pixel * Math.max(fresh, 0.2);
          pencil.beginPath();
          pencil.moveTo(from.x, from.y);
          pencil.lineTo(to.x, to.y);
          pencil.stroke();
        }
        spot(pencil, last, 12 * pixel, "rgba(255,40,40,.25)");
        spot(pencil, last, 5 * pixel, "#ff2828");
        spot(pencil, last, 2 * pixel, "#fff");
      } else {
        pencil.strokeStyle = "rgba(255,40,40,.8)";
        pencil.lineWidth = 2 * pixel;
        pencil.beginPath();
        pencil.arc(last.x, last.y, 9 * pixel, 0, Math.PI * 2);
        pencil.stroke();
      }
    }
    return this.pointers.size > 0;
  }
}

function spot(pencil: CanvasRenderingContext2D, { x, y }: Spot, radius: number, colour: string): void {
  pencil.fillStyle = colour;
  pencil.beginPath();
  pencil.arc(x, y, radius, 0, Math.PI * 2);
  pencil.fill();
}
