import { inkColour } from "../board/palette.js";
import { h } from "../element.js";
import { boardColour } from "../theme.js";
import { say } from "../words.js";
import type { Pen } from "./pens.js";

/** Chooses colour and width of a pen or the highlighter. */
export function penSettings(tool: "pen" | "highlighter", pen: Pen, widths: readonly number[], choose: (pen: Pen) => void): HTMLElement {
  const option = (group: string, value: number, current: number, name: string, dress: (mark: HTMLElement) => void, pick: () => void) => {
    const mark = h("i");
    dress(mark);
    return h("button", { type: "button", role: "radio", "aria-checked": `${value === current}`, "aria-label": `${name} ${value + 1}`, title: undefined, class: group, onclick: pick }, mark);
  };
  const colours = Array.from({ length: 16 }, (_, index) => option("swatch", index, pen.colour, say("colour"),
    (mark) => (mark.style.backgroundColor = inkColour({ tool, colour: { kind: "palette", index } }, boardColour())), () => choose({ ...pen, colour: index })));
  const lines = widths.map((width, index) => option("stroke", index, widths.indexOf(pen.width), say("width"), (mark) => {
    mark.style.blockSize = `${Math.min(width / 8, 30)}px`;
    mark.style.backgroundColor = inkColour({ tool, colour: { kind: "palette", index: pen.colour } }, boardColour());
  }, () => choose({ ...pen, width })));
  return h("div", { class: "settings" }, h("div", { role: "radiogroup", "aria-label": say("colour"), class: "swatches" }, ...colours), h("div", { role: "radiogroup", "aria-label": say("width"), class: "strokes" }, ...lines));
}
