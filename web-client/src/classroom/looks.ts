import type { PageObject, Restyle, StrokeStyle } from "../wire/index.js";

/** A stroke's style after `restyle`: only what is there changes. */
export function restyledStroke(style: StrokeStyle, restyle: Restyle): StrokeStyle {
  return { tool: restyle.tool ?? style.tool, colour: restyle.colour ?? style.colour, width: restyle.width ?? style.width };
}

/** An object after `restyle`: outlines take colour and width, shapes a fill, letters colour and size; pictures take nothing. */
export function restyledObject(object: PageObject, restyle: Restyle): PageObject {
  switch (object.kind) {
    case "shape": {
      const style = restyledStroke(object.style, { colour: restyle.colour, width: restyle.width });
      const fill = restyle.fill ?? object.fill;
      return fill ? { ...object, style, fill } : { ...object, style };
    }
    case "text":
      return { ...object, colour: restyle.colour ?? object.colour, size: restyle.size ?? object.size };
    case "image":
      return object;
  }
}
