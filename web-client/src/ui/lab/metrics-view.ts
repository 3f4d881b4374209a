import { h } from "../element.js";
import type { MetricsView as Metrics } from "../../wire/index.js";
import type { LabDesk, MachineKey } from "./lab-desk.js";
import { digits, say, type LabWord } from "./lab-words.js";
import { language } from "../words.js";

/** Samples of a graph. */
const sampleCount = 60;
const pause = 1_000;

type Kind = "cpu" | "memory" | "processes" | "received" | "sent" | "disk";

const kinds: readonly { kind: Kind; word: Extract<LabWord, `use.${string}`>; least: number }[] = [
  { kind: "cpu", word: "use.cpu", least: 100 },
  { kind: "memory", word: "use.memory", least: 65_536 },
  { kind: "processes", word: "use.processes", least: 10 },
  { kind: "received", word: "use.received", least: 4_096 },
  { kind: "sent", word: "use.sent", least: 4_096 },
  { kind: "disk", word: "use.disk", least: 65_536 },
];

/** The points of a graph in a box of 100 by 30, the newest at its right end; `most` is its top. */
function graphPath(samples: readonly number[], most: number): string {
  const step = 100 / (sampleCount - 1);
  return samples.map((value, index) => {
    const x = 100 - (samples.length - 1 - index) * step;
    return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${(29 - 28 * Math.min(1, value / most)).toFixed(1)}`;
  }).join("");
}

/** A number of bytes in units of 1024, as people read it. */
export function bytesText(bytes: number, isRate = false): string {
  const units = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10) - 1));
  const value = bytes / 1024 ** (power + 1);
  return new Intl.NumberFormat(language, { style: "unit", unit: isRate ? `${units[power]!}-per-second` : units[power]!, unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

function valueText(kind: Kind, value: number): string {
  switch (kind) {
    case "cpu": return new Intl.NumberFormat(language, { style: "percent" }).format(value / 100);
    case "processes": return digits(value);
    case "received": case "sent": return bytesText(value, true);
    case "memory": case "disk": return bytesText(value * 1024);
  }
}

/** What a machine uses, as small graphs of the last minute. */
export class UseView extends HTMLElement {
  private now: Metrics = {};
  private readonly samples = new Map<Kind, number[]>();
  private stop: () => void = () => undefined;
  private timer = 0;
  private readonly rows = new Map<Kind, { value: HTMLElement; line: SVGPathElement; area: SVGPathElement }>();

  constructor(private readonly desk: LabDesk, private readonly machine: MachineKey) {
    super();
  }

  connectedCallback(): void {
    this.replaceChildren(h("dl", {}, ...kinds.map(({ kind, word }) => this.row(kind, say(word)))));
    this.stop = this.desk.measure(this.machine, (metrics) => {
      this.now = { ...this.now, ...metrics };
      this.update();
    });
    this.timer = window.setInterval(() => this.sample(), pause);
  }

  disconnectedCallback(): void {
    this.stop();
    clearInterval(this.timer);
  }

  private row(kind: Kind, name: string): HTMLElement {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of [["viewBox", "0 0 100 30"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]] as const) svg.setAttribute(key, value);
    const [area, line] = ["area", "line"].map((name) => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", name);
      svg.append(path);
      return path;
    }) as [SVGPathElement, SVGPathElement];
    const value = h("b", {}, "–");
    this.rows.set(kind, { value, line, area });
    return h("div", { class: "use", "data-kind": kind }, h("dt", {}, name), h("dd", {}, value, svg));
  }

  private sample(): void {
    for (const { kind } of kinds) {
      const value = this.now[kind];
      if (value === undefined) continue;
      const samples = this.samples.get(kind) ?? [];
      samples.push(value);
      this.samples.set(kind, samples.slice(-sampleCount));
    }
    this.update();
  }

  private update(): void {
    for (const { kind, least } of kinds) {
      const { value, line, area } = this.rows.get(kind)!;
      const now = this.now[kind];
      value.textContent = now === undefined ? "–" : valueText(kind, now);
      const samples = this.samples.get(kind) ?? [];
      if (samples.length < 2) continue;
      const path = graphPath(samples, Math.max(least, ...samples) * 1.1);
      line.setAttribute("d", path);
      area.setAttribute("d", `${path}L100 30L${(100 - ((samples.length - 1) * 100) / (sampleCount - 1)).toFixed(1)} 30Z`);
    }
  }
}

customElements.define("takhti-use", UseView);
