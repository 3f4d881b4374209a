import type { PacePoint } from "../../sync/lesson.js";
import { dress, h, icon } from "../element.js";
import { say } from "../words.js";
import { classTabs } from "./class-tabs.js";
import { Panel } from "./panel.js";
import { paceKinds, paces } from "./reaction-icons.js";

/** Minutes that the curve shows. */
const minutes = 10;
const width = 600;
const height = 180;

/** How the pace felt to the class in the last minutes: numbers and curves, and nobody's name. */
export class PacePanel extends Panel {
  protected readonly heading = say("pace");
  private readonly now = h("ul", { class: "pace-now" });
  private readonly chart = h("div", { class: "chart" });
  private timer = 0;

  override connectedCallback(): void {
    this.room.lesson.followPace();
    this.body.append(classTabs(this.room, "pace"), this.now, this.chart, h("p", { class: "quiet small-print" }, say("paceHow")));
    super.connectedCallback();
    this.timer = window.setInterval(() => this.update(), 2_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  update(): void {
    const { lesson } = this.room;
    if (!lesson.isTalking) return;
    const last = lesson.paceCurve[lesson.paceCurve.length - 1];
    const digits = (value: number) => value.toLocaleString(document.documentElement.lang);
    this.now.replaceChildren(...paceKinds.map((kind) => h("li", { class: `pace-${kind}` }, icon(paces[kind], true), h("b", { class: "number" }, digits(last?.[kind] ?? 0)), h("span", {}, say(`pace.${kind}`)))));
    this.chart.replaceChildren(curve(lesson.paceCurve, lesson.roomTime()), h("p", { class: "row spread quiet" }, h("span", {}, say("minutesAgo", { n: minutes })), h("span", {}, say("now"))));
  }
}

/** Steps, since a number holds until the next: one line for each feeling, apart in colour and dashes. */
function curve(points: readonly PacePoint[], now: number): SVGElement {
  const make = (tag: string, props: Record<string, unknown>, ...children: Element[]) => dress(document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement, props, ...children);
  const from = now - minutes * 60_000;
  const first = points.findIndex(({ at }) => at >= from);
  const seen = first < 0 ? points.slice(-1) : points.slice(Math.max(0, first - 1));
  const top = Math.max(5, ...seen.map((point) => Math.max(...paceKinds.map((kind) => point[kind]))));
  const x = (at: number) => Math.max(0, ((at - from) / (now - from)) * width).toFixed(1);
  const y = (value: number) => (height - 4 - (value / top) * (height - 12)).toFixed(1);
  const lines = paceKinds.map((kind) => {
    const path = seen.map((point, index) => `${index === 0 ? "M" : "H"}${x(point.at)}${index === 0 ? ` ${y(point[kind])}` : `V${y(point[kind])}`}`).join("");
    return make("path", { class: `line pace-${kind}`, d: path === "" ? "" : `${path}H${width}` });
  });
  return make("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": say("paceCurve", { n: minutes }) }, make("path", { class: "ground", d: `M0 ${y(0)}H${width}M0 ${y(top / 2)}H${width}M0 ${y(top)}H${width}` }), ...lines);
}

customElements.define("takhti-pace", PacePanel);
