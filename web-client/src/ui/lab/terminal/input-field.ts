import { h } from "../../element.js";
import type { KeyPress } from "../../../terminal/keys.js";

/** What becomes of keys and text. */
export interface TypingGoal {
  /** True when the key means something to a terminal. */
  press(key: KeyPress): boolean;
  type(text: string): void;
  paste(text: string): void;
  /** Out of the terminal, to what follows it. */
  leave(): void;
}

/** There is always something to delete, so that the keyboards of phones say so. */
const filling = "\u2002\u2002";

const isApple = /mac|iphone|ipad/i.test(navigator.platform);

/** A key that leaves the terminal, since Tab belongs to the program (WCAG 2.1 §2.1.2): Ctrl+Shift+. wherever the full stop lies. */
function isLeaving({ ctrlKey, shiftKey, code, key }: Pick<KeyPress, "ctrlKey" | "shiftKey" | "code" | "key">): boolean {
  return ctrlKey && shiftKey && (code === "Period" || key === ".");
}

/** The field that hears keys: hidden, where the cursor is, so that input methods open there and the keyboards of phones come up. */
export class InputField {
  readonly element = h("textarea", { class: "typing", rows: 1, autocomplete: "off", autocorrect: "off", autocapitalize: "none", spellcheck: "false", tabindex: "-1", dir: "auto" });
  /** Keys of the screen that hold for the next key. */
  readonly sticky = { ctrl: false, alt: false };
  onsticky: () => void = () => undefined;

  constructor(private readonly goal: TypingGoal) {
    const { element } = this;
    element.value = filling;
    element.addEventListener("beforeinput", (event) => this.before(event));
    element.addEventListener("input", (event) => !(event as InputEvent).isComposing && this.take());
    element.addEventListener("compositionstart", () => (element.value = ""));
    element.addEventListener("compositionend", () => this.take());
    element.addEventListener("paste", (event) => {
      event.preventDefault();
      this.goal.paste(event.clipboardData?.getData("text/plain") ?? "");
    });
  }

  /** A key that was pressed here or on what is selected. */
  down(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (isLeaving(event)) this.goal.leave();
    else if (isForBrowser(event) || !this.send(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A key of the screen. */
  send(event: KeyPress): boolean {
    const { ctrl, alt } = this.sticky;
    const { key, code, shiftKey, metaKey, isComposing } = event;
    const press = { key, code, shiftKey, metaKey, isComposing, ctrlKey: event.ctrlKey || ctrl, altKey: event.altKey || alt, getModifierState: (name: string) => event.getModifierState?.(name) ?? false };
    const isDone = this.goal.press(press);
    if (isDone && (ctrl || alt)) this.release();
    return isDone;
  }

  release(): void {
    this.sticky.ctrl = this.sticky.alt = false;
    this.onsticky();
  }

  private before(event: InputEvent): void {
    const key = event.inputType === "deleteContentBackward" ? "Backspace" : event.inputType === "deleteContentForward" ? "Delete" : event.inputType === "insertLineBreak" ? "Enter" : undefined;
    if (event.isComposing || !key) return;
    event.preventDefault();
    this.send(keyNamed(key));
  }

  private take(): void {
    const text = this.element.value.replace(filling, "").replace(/\u2002/g, "");
    this.element.value = filling;
    if (text === "") return;
    const { ctrl, alt } = this.sticky;
    if (ctrl || alt) for (const key of text) this.send(keyNamed(key));
    else this.goal.type(text.replace(/\n/g, "\r"));
  }
}

/** A key by its name, with nothing held. */
export function keyNamed(key: string): KeyPress {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false };
}

/** What the browser does better: to copy, to paste, and its own keys. */
function isForBrowser({ key, ctrlKey, shiftKey, metaKey }: KeyboardEvent): boolean {
  const letter = key.toLowerCase();
  if (metaKey) return isApple || !ctrlKey;
  return (ctrlKey && shiftKey && (letter === "v" || letter === "c" || letter === "i" || letter === "j")) || key === "F11" || key === "F12";
}
