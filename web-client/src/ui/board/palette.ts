import type { Colour, StrokeStyle } from "../../wire/index.js";

/** Sixteen colours in three casts: on a white board, on a dark one, and as a highlighter's light. 0 is the ink of the theme. */
const onWhite = "1b1b20 5f6068 c4202c b54708 8a6100 5b6b00 1b7a35 00736a 006f93 1a5cd0 4b41c6 7a31c0 a8219a c2246a 77492c 1d3b62".split(" ");
const onDark = "f5f2e8 b9bac0 ff8d84 ffb06e ffd454 d6e364 86e393 66e2cf 76d8ff 96beff b9afff d4a9ff ffa0eb ffa5c4 deb792 c9def6".split(" ");
const glow = "ffe14d c9c9cf ff6f61 ff9f45 ffd21f d3e600 5fdc73 2fd6c0 3fc8ff 7aa8ff a79bff cf93ff ff85e4 ff86b4 d8a678 9fc0ee".split(" ");

/** What shines through a highlighter. */
export const highlightOpacity = 0.45;

export type BoardColour = "white" | "green" | "black";

/** CSS colour of a stroke on the board. */
export function inkColour({ tool, colour }: Pick<StrokeStyle, "tool" | "colour">, board: BoardColour): string {
  if (colour.kind === "rgb") return `#${colour.rgb.toString(16).padStart(6, "0")}`;
  return `#${(tool === "highlighter" ? glow : board === "white" ? onWhite : onDark)[colour.index]}`;
}

/** Keys that are equal for styles that look the same on one board. */
export function colourKey(colour: Colour): string {
  return colour.kind === "rgb" ? `#${colour.rgb}` : `${colour.index}`;
}
