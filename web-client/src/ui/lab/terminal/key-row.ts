import { h } from "../../element.js";
import { say } from "../lab-words.js";
import { keyNamed, type InputField } from "./input-field.js";

/** Keys that a phone lacks: what they show, and the key's name. */
const keys: readonly (readonly [shown: string, key: string])[] = [
  ["Esc", "Escape"], ["Tab", "Tab"], ["↑", "ArrowUp"], ["↓", "ArrowDown"], ["←", "ArrowLeft"], ["→", "ArrowRight"], ["|", "|"], ["/", "/"], ["-", "-"], ["~", "~"], ["_", "_"], ["$", "$"], ["&", "&"], ["<", "<"], [">", ">"],
  ["\"", "\""], ["'", "'"], ["`", "`"], ["{", "{"], ["}", "}"], ["[", "["], ["]", "]"], ["\\", "\\"], ["*", "*"], ["#", "#"], ["Home", "Home"], ["End", "End"], ["PgUp", "PageUp"], ["PgDn", "PageDown"], ["Del", "Delete"], ["Ins", "Insert"],
  ...Array.from({ length: 12 }, (_, index) => [`F${index + 1}`, `F${index + 1}`] as const),
];

/** What is pressed most with Ctrl. */
const chords = ["c", "d", "z", "l", "r"] as const;

/** A long row of keys, which scrolls. Ctrl and Alt hold for the next key. */
export function keyRow(field: InputField): HTMLElement {
  const make = (shown: string, act: () => void, name = shown) =>
    h("button", { type: "button", class: "key", "aria-label": name === shown ? undefined : name, onclick: act, onpointerdown: (event: Event) => event.preventDefault() }, shown);
  const holds = (["ctrl", "alt"] as const).map((hold) => {
    const made = make(hold === "ctrl" ? "Ctrl" : "Alt", () => {
      field.sticky[hold] = !field.sticky[hold];
      field.onsticky();
    });
    made.setAttribute("aria-pressed", "false");
    return made;
  });
  field.onsticky = () => holds.forEach((made, index) => made.setAttribute("aria-pressed", `${index === 0 ? field.sticky.ctrl : field.sticky.alt}`));
  const names: Record<string, string> = { "↑": say("keyUp"), "↓": say("keyDown"), "←": say("keyLeft"), "→": say("keyRight") };
  const all = keys.map(([shown, key]) => make(shown, () => field.send(keyNamed(key)), names[shown] ?? shown));
  const quick = chords.map((letter) => make(`^${letter.toUpperCase()}`, () => field.send({ ...keyNamed(letter), ctrlKey: true }), `Ctrl+${letter.toUpperCase()}`));
  return h("div", { class: "key-row", role: "toolbar", dir: "ltr", "aria-label": say("moreKeys") }, ...all.slice(0, 2), ...holds, quick[0], ...all.slice(2, 10), ...quick.slice(1), ...all.slice(10));
}
