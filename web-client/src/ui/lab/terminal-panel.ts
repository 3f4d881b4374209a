import { button, h } from "../element.js";
import { recall, remember } from "../memory.js";
import { icons } from "./icons.js";
import type { MachineScreen } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";
import { safeAddress } from "./markdown-inline.js";
import type { Grid } from "./terminal/fit.js";
import { keyRow } from "./terminal/key-row.js";
import { TerminalView } from "./terminal/terminal-view.js";
import { told } from "./told.js";

/** Lines of what is to be pasted that are shown before. */
const shownLines = 6;

/** A terminal with its tools: letters, search, copy and paste, reading aloud, keys of the screen. */
export class TerminalPanel extends HTMLElement {
  readonly view: TerminalView;
  /** What is asked, or searched: one thing at a time. */
  private readonly bar = h("div", { class: "term-bar", hidden: true });
  private readonly keys: HTMLElement;
  private readonly keysButton = button(icons.keyboard, say("moreKeys"), () => this.showKeys(this.keys.hidden), { class: "plain" });
  private readonly readButton = button(icons.speak, say("readAloud"), () => this.read(!this.isReading), { class: "plain" });
  private readonly linkButton = button(icons.link, say("links"), () => this.askLinks(), { class: "plain", hidden: true });
  private readonly pasteButton = button(icons.paste, say("pasteText"), () => void this.paste(), { class: "plain" });
  private readonly fitButton = button(icons.fit, say("fitLetters"), () => this.setFont(undefined), { class: "plain" });
  private isReading = false;

  /** `fits`: columns and rows of the driver's window. */
  constructor(machine: MachineScreen, name: string, fits: (grid: Grid) => void) {
    super();
    this.view = new TerminalView(machine, { fits, askPaste: (lines, paste) => this.askPaste(lines, paste), askLink: (address) => this.askLink(address), showLinks: (areSeen) => (this.linkButton.hidden = !areSeen), leave: () => this.keysButton.focus() }, name);
    this.keys = keyRow(this.view.field);
  }

  connectedCallback(): void {
    const tool = (path: string, name: string, act: () => void) => button(path, name, act, { class: "plain" });
    const copy = tool(icons.copy, say("copySelected"), () => this.view.copy() && told(copy, say("copied")));
    this.replaceChildren(
      this.view, this.bar, this.keys,
      h("div", { class: "term-tools", role: "toolbar", "aria-label": say("terminalTools"), onpointerdown: keepFocus },
        this.keysButton, this.pasteButton, copy, tool(icons.search, say("searchLines"), () => this.askSearch()), this.linkButton,
        h("span", { class: "space" }, h("small", { class: "leave" }, say("howToLeave"))), tool(icons.smaller, say("smallerLetters"), () => this.setFont(-1)), tool(icons.larger, say("largerLetters"), () => this.setFont(1)), this.fitButton, this.readButton));
    this.showKeys(recall("lab-keys") ? recall("lab-keys") === "shown" : matchMedia("(pointer: coarse)").matches);
    this.read(recall("lab-reading") === "on");
    this.setDriven(false, false);
  }

  /** Whether what is typed here goes to the machine, and whether this window decides about its size. */
  setDriven(isDriven: boolean, setsSize: boolean): void {
    this.toggleAttribute("data-driven", isDriven);
    this.view.setDriven(isDriven, setsSize);
    this.keysButton.hidden = this.pasteButton.hidden = !isDriven;
    this.keys.toggleAttribute("data-off", !isDriven);
  }

  private setFont(by: 1 | -1 | undefined): void {
    this.view.setFont(by);
  }

  private showKeys(isShown: boolean): void {
    this.keys.hidden = !isShown;
    this.keysButton.setAttribute("aria-pressed", `${isShown}`);
    remember("lab-keys", isShown ? "shown" : "hidden");
  }

  private read(isReading: boolean): void {
    this.isReading = isReading;
    this.view.setReading(isReading);
    this.readButton.setAttribute("aria-pressed", `${isReading}`);
    remember("lab-reading", isReading ? "on" : "off");
  }

  // --- what is asked ---

  private ask(...content: (Node | string)[]): void {
    this.bar.replaceChildren(...content);
    this.bar.hidden = false;
    this.bar.querySelector<HTMLElement>("input,textarea,.primary")?.focus();
  }

  private close = (): void => {
    this.bar.hidden = true;
    this.bar.replaceChildren();
    this.view.focusField();
  };

  private closeButton(name = say("cancelThis")): HTMLElement {
    return button(icons.close, name, this.close, { class: "plain" });
  }

  private askPaste(lines: readonly string[], paste: () => void): void {
    const shown = lines.slice(0, shownLines).join("\n") + (lines.length > shownLines ? "\n…" : "");
    this.ask(
      h("div", { class: "grow", role: "alert" }, h("p", {}, say("askPaste", { n: lines.length })), h("pre", { dir: "ltr" }, shown)),
      h("button", { type: "button", class: "primary", onclick: () => (this.close(), paste()) }, say("pasteText")), this.closeButton());
  }

  private askLink(address: string): void {
    const safe = safeAddress(address);
    this.ask(
      h("div", { class: "grow", role: "alert" }, h("p", {}, say(safe ? "askLink" : "noLink")), h("bdi", { class: "address", dir: "ltr" }, safe ?? address)),
      safe ? h("a", { class: "primary button", href: safe, target: "_blank", rel: "noopener noreferrer", onclick: () => setTimeout(this.close) }, say("openLink")) : "", this.closeButton());
  }

  private askLinks(): void {
    this.ask(h("div", { class: "grow links" }, ...this.view.links.map((address) => h("button", { type: "button", class: "plain", dir: "ltr", onclick: () => this.askLink(address) }, address))), this.closeButton());
  }

  /** The browser may refuse to say what was copied: then it is put into a field by hand. */
  private async paste(): Promise<void> {
    const text = await navigator.clipboard?.readText?.().catch(() => undefined);
    if (text !== undefined) return this.view.paste(text);
    const field = h("textarea", { rows: 2, "aria-label": say("pasteHere"), placeholder: say("pasteHere"), dir: "ltr" });
    this.ask(h("div", { class: "grow" }, field), h("button", { type: "button", class: "primary", onclick: () => (this.close(), this.view.paste(field.value)) }, say("pasteText")), this.closeButton());
  }

  private askSearch(): void {
    const found = h("span", { class: "quiet number", role: "status" });
    const field = h("input", { type: "search", "aria-label": say("searchFor"), placeholder: say("searchFor"), dir: "auto", autocomplete: "off", spellcheck: "false" });
    const find = async (by: 1 | -1) => {
      const { count, shown } = await this.view.find(field.value, by);
      found.textContent = field.value === "" ? "" : count === 0 ? say("notFound") : `${digits(shown)} / ${digits(count)}`;
    };
    field.addEventListener("input", () => void find(-1));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") void find(event.shiftKey ? 1 : -1);
      else if (event.key === "Escape") end();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const end = () => {
      void this.view.find("", -1);
      this.close();
    };
    this.ask(h("div", { class: "grow" }, field), found, button(icons.up, say("findEarlier"), () => void find(-1), { class: "plain" }), button(icons.down, say("findLater"), () => void find(1), { class: "plain" }), button(icons.close, say("endSearch"), end, { class: "plain" }));
  }
}

/** What is selected, and the keyboard of a phone, stay. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

customElements.define("takhti-terminal-panel", TerminalPanel);
