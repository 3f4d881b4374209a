import type { StrokeStyle } from "../../wire/index.js";
import { recall, remember } from "../memory.js";

/** A favourite: a colour of the palette and a width in 1/8 px. */
export interface Pen {
  readonly colour: number;
  readonly width: number;
}

export interface ToolBox {
  readonly pens: readonly Pen[];
  readonly highlighter: Pen;
  readonly byArea: boolean;
}

export const penWidths = [16, 24, 36, 56, 88];
export const highlighterWidths = [96, 160, 256];

const standard: ToolBox = {
  pens: [{ colour: 0, width: 24 }, { colour: 9, width: 24 }, { colour: 2, width: 36 }],
  highlighter: { colour: 4, width: 160 },
  byArea: false,
};

/** The favourites of this device; anything odd in its memory is replaced by the standard. */
export function readToolBox(): ToolBox {
  try {
    const kept = JSON.parse(recall("tools") ?? "null") as Partial<ToolBox> | null;
    const pen = (value: Partial<Pen> | undefined, other: Pen): Pen => ({ colour: whole(value?.colour, 0, 15) ?? other.colour, width: whole(value?.width, 1, 256) ?? other.width });
    return { pens: standard.pens.map((other, index) => pen(kept?.pens?.[index], other)), highlighter: pen(kept?.highlighter, standard.highlighter), byArea: kept?.byArea === true };
  } catch {
    return standard;
  }
}

export function keepToolBox(box: ToolBox): void {
  remember("tools", JSON.stringify(box));
}

export function styleOf(tool: "pen" | "highlighter", { colour, width }: Pen): StrokeStyle {
  return { tool, colour: { kind: "palette", index: colour }, width };
}

function whole(value: unknown, low: number, high: number): number | undefined {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high ? (value as number) : undefined;
}
