import { tidyCode } from "./address.js";
import { h } from "./element.js";
import { fitField, fitName } from "./name-text.js";
import { language, languages, say, type Language } from "./words.js";

/** What a person types to be let in. */
export interface Entry {
  readonly room: string;
  readonly name: string;
}

/** Asks for the room's code and a name, and says at the field what is wrong with it. */
export class JoinPage extends HTMLElement {
  constructor(
    private readonly entry: Entry,
    private readonly join: (entry: Entry) => void,
    private readonly speak: (language: Language) => void,
    private readonly complaint?: { field: "room" | "name"; text: string },
  ) {
    super();
  }

  connectedCallback(): void {
    const room = field("room", say("code"), this.entry.room, { autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 40, placeholder: say("codeHint"), enterkeyhint: "next", dir: "ltr", class: "code" });
    const name = field("name", say("name"), this.entry.name, { autocomplete: "name", oninput: fitField, enterkeyhint: "go", dir: "auto" });
    const submit = h("button", { class: "primary" }, say("join"));
    const form = h("form", { novalidate: true, onsubmit: (event: Event) => {
      event.preventDefault();
      const entry = { room: tidyCode(room.input.value), name: fitName(name.input.value.trim()) };
      if (!room.check(entry.room ? "" : say("codeMissing")) || !name.check(entry.name ? "" : say("nameMissing"))) return;
      submit.disabled = true;
      submit.textContent = say("joining");
      this.join(entry);
    } }, room.element, name.element, submit);
    const choose = h("select", { "aria-label": say("language"), onchange: () => this.speak(choose.value as Language) },
      ...Object.entries(languages).map(([key, own]) => h("option", { value: key, lang: key, selected: key === language }, own)));
    this.replaceChildren(
      h("main", {},
        h("header", {}, h("h1", {}, h("img", { src: "/icon.svg", alt: "", width: 56, height: 56 }), "Takhti", h("span", { lang: "ur", dir: "rtl", "aria-hidden": "true" }, "تختی")), h("p", {}, say("tagline"))),
        form,
        h("footer", {}, choose)),
    );
    if (this.complaint) (this.complaint.field === "room" ? room : name).check(this.complaint.text);
    else if (matchMedia("(pointer: fine)").matches) (this.entry.room ? name : room).input.focus();
  }
}

function field(id: string, label: string, value: string, props: Record<string, unknown>) {
  const input = h("input", { id, name: id, value, "aria-describedby": `${id}-error`, ...props });
  const error = h("p", { class: "error", id: `${id}-error`, role: "alert" });
  return {
    input,
    element: h("div", { class: "field" }, h("label", { for: id }, label), input, error),
    /** Shows what is wrong with it, if anything is. */
    check(complaint: string): boolean {
      error.textContent = complaint;
      input.setAttribute("aria-invalid", `${!!complaint}`);
      if (complaint) input.focus();
      return !complaint;
    },
  };
}

customElements.define("takhti-join", JoinPage);
