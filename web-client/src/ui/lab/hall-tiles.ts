import { keyOf } from "../../classroom/item-key.js";
import type { Machine } from "../../wire/index.js";
import { h } from "../element.js";
import type { Lab, LabDesk, MachineKey } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";
import { Tile } from "./tile.js";

/** Width of a terminal's picture in parts of its height: 80 columns, 24 rows. */
const ratio = 1.6;

/** Columns of a grid in which `count` pictures are as large as they can be in a place whose width is `shape` times its height. */
export function columnsFor(count: number, shape: number): number {
  let [best, largest] = [1, 0];
  for (let columns = 1; columns <= count; columns++) {
    const size = Math.min(shape / columns / ratio, 1 / Math.ceil(count / columns));
    if (size > largest + 1e-9) [best, largest] = [columns, size];
  }
  return best;
}

/** All machines of a lab on the hall's display, side by side, as large as they can be. */
export class HallTiles extends HTMLElement {
  private readonly tiles = new Map<MachineKey, { tile: Tile; element: HTMLElement; foot: HTMLElement }>();
  private readonly heading = h("h2", { dir: "auto" });
  private readonly list = h("ul");
  private readonly sizes = new ResizeObserver(() => this.arrange());

  constructor(private readonly desk: LabDesk) {
    super();
    this.append(this.heading, this.list);
  }

  connectedCallback(): void {
    this.sizes.observe(this.list);
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    for (const { tile } of this.tiles.values()) tile.close();
    this.tiles.clear();
    this.list.replaceChildren();
  }

  update({ state: { title, steps, machines } }: Lab): void {
    this.heading.textContent = title;
    for (const machine of machines) this.show(machine, steps);
    this.arrange();
  }

  private show(machine: Machine, steps: number): void {
    const key = keyOf(machine.name);
    const { foot } = this.tiles.get(key) ?? this.make(key);
    const { driver, state, done } = machine;
    const doing = state !== "running" ? say(`machine.${state}`) : driver === undefined ? "" : this.desk.name(driver);
    foot.replaceChildren(h("b", { dir: "auto" }, machine.title), h("span", { class: "doing", dir: "auto" }, doing), steps > 0 ? h("span", { class: "number" }, `${digits(done.length)}/${digits(steps)}`) : "");
  }

  private make(key: MachineKey): { tile: Tile; element: HTMLElement; foot: HTMLElement } {
    const tile = new Tile(this.desk, key, 60);
    const foot = h("div", { class: "tile-foot" });
    const element = h("li", {}, h("div", { class: "shot", dir: "ltr" }, tile.element, tile.bell), foot);
    const made = { tile, element, foot };
    this.tiles.set(key, made);
    this.list.append(element);
    return made;
  }

  private arrange(): void {
    const { clientWidth, clientHeight } = this.list;
    if (clientHeight > 0) this.list.style.setProperty("--across", `${columnsFor(this.tiles.size, clientWidth / clientHeight)}`);
  }
}

customElements.define("takhti-hall-tiles", HallTiles);
