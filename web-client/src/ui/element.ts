/** What an element is made with: `on…` functions listen, `true` sets an empty attribute, `undefined` and `false` set none. */
export type Props = Record<string, unknown>;

type Child = Node | string | undefined | false;

/** Makes an element. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return dress(document.createElement(tag), props, ...children);
}

/** Gives an element attributes, listeners and children. */
export function dress<E extends Element>(element: E, props: Props, ...children: Child[]): E {
  for (const name in props) {
    const value = props[name];
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : `${value}`);
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** Draws an icon of the family: lines on a grid of 24, two units wide, round. `mirrored`: turns with the direction of writing. */
export function icon(path: string, mirrored = false): SVGSVGElement {
  const make = <K extends keyof SVGElementTagNameMap>(tag: K) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  return dress(make("svg"), { viewBox: "0 0 24 24", class: mirrored ? "icon turns" : "icon", "aria-hidden": "true" }, dress(make("path"), { d: path }));
}

/** A button with an icon and its name, which is shown when `word` is set and is always there for those who do not see. */
export function button(path: string, name: string, act: (event: MouseEvent) => void, props: Props & { word?: boolean; turns?: boolean } = {}): HTMLButtonElement {
  const { word, turns, ...rest } = props;
  return h("button", { type: "button", title: word ? undefined : name, "aria-label": word ? undefined : name, onclick: act, ...rest }, path && icon(path, turns), word && h("span", {}, name));
}
