import { h, type Props } from "../element.js";
import { Refused } from "./house-api.js";
import { say } from "./house-words.js";

/** A field with its label, and a line below it for a hint. */
export interface Field {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

let count = 0;

export function field(label: string, props: Props = {}, hint = ""): Field {
  const id = `house-${++count}`;
  const input = h("input", { id, autocapitalize: "none", spellcheck: "false", "aria-describedby": hint && `${id}-hint`, ...props });
  return { input, element: h("div", { class: "field" }, h("label", { for: id }, label), input, hint && h("p", { class: "quiet hint-line", id: `${id}-hint` }, hint)) };
}

/** A form that says beside its button why it was refused, and is not sent twice. */
export function form(word: string, fields: readonly Field[], send: () => Promise<void>, props: Props = {}): HTMLFormElement {
  const button = h("button", { class: "primary" }, word);
  const error = h("p", { class: "error", role: "alert" });
  const element = h("form", { novalidate: true, ...props, onsubmit: (event: Event) => {
    event.preventDefault();
    const empty = fields.find(({ input }) => input.required && !input.value);
    for (const { input } of fields) input.setAttribute("aria-invalid", `${empty?.input === input}`);
    if (!empty) void run(button, error, send);
    else {
      error.textContent = say("fieldMissing");
      empty.input.focus();
    }
  } }, ...fields.map((one) => one.element), error, button);
  return element;
}

/** A button whose refusal is said in `error`. */
export function act(word: string, error: HTMLElement, send: () => Promise<void>, props: Props = {}): HTMLButtonElement {
  const button = h("button", { type: "button", class: "choice", ...props, onclick: () => void run(button, error, send) }, word);
  return button;
}

/** What cannot be undone asks once more, in the same place. */
export function sure(word: string, error: HTMLElement, send: () => Promise<void>): HTMLButtonElement {
  let timer = 0;
  const calm = () => {
    button.textContent = word;
    button.classList.remove("danger");
    timer = 0;
  };
  const button = h("button", { type: "button", class: "choice", onclick: () => {
    if (timer) {
      clearTimeout(timer);
      calm();
      void run(button, error, send);
      return;
    }
    button.textContent = say("sure");
    button.classList.add("danger");
    timer = window.setTimeout(calm, 5_000);
  } }, word);
  return button;
}

async function run(button: HTMLButtonElement, error: HTMLElement, send: () => Promise<void>): Promise<void> {
  button.disabled = true;
  error.textContent = "";
  try {
    await send();
  } catch (reason) {
    error.textContent = excuse(reason);
  } finally {
    button.disabled = false;
  }
}

export function excuse(reason: unknown): string {
  const { refusal, wait } = reason instanceof Refused ? reason : new Refused("offline", 0);
  if (!(reason instanceof Refused)) console.warn(reason);
  return say(`refusal.${refusal}`, { n: Math.max(1, wait) });
}
