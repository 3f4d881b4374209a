import css from "css/house.css";
import { h } from "../element.js";
import { wear } from "../style.js";
import { language, languages, say as sayFirst, type Language } from "../words.js";
import { HousePage } from "./house-page.js";
import { speakHouse } from "./house-words.js";
import { ScreenPage } from "./screen-page.js";

wear(css);

type Choose = (language: Language) => Promise<void>;

/** Rooms and accounts, for the owner and lecturers. */
export async function house(choose: Choose): Promise<void> {
  await open(() => new HousePage(languagePicker(choose, () => house(choose))));
}

/** A hall's display. */
export async function screen(choose: Choose): Promise<void> {
  await open(() => new ScreenPage(choose, languagePicker(choose, () => screen(choose))));
}

async function open(make: () => HTMLElement): Promise<void> {
  await speakHouse();
  document.body.replaceChildren(make());
}

function languagePicker(choose: Choose, again: () => Promise<void>): HTMLElement {
  const picker = h("select", { class: "language", "aria-label": sayFirst("language"), onchange: () => void choose(picker.value as Language).then(again) },
    ...Object.entries(languages).map(([key, own]) => h("option", { value: key, lang: key, selected: key === language }, own)));
  return picker;
}
