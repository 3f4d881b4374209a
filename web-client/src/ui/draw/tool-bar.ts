import { inkColour } from "../board/palette.js";
import { button, h } from "../element.js";
import { recall, remember } from "../memory.js";
import type { RoomContext, RoomPart } from "../room-context.js";
import { boardColour, onTheme } from "../theme.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { penSettings } from "./pen-settings.js";
import { highlighterWidths, keepToolBox, penWidths, readToolBox, styleOf, type Pen } from "./pens.js";
import { Writer, type Tool } from "./writer.js";

/** The tools of who may write: favourites, eraser, light, undo. One tap takes a tool, a second opens its settings. */
export class ToolBar extends HTMLElement implements RoomPart {
  private box = readToolBox();
  private readonly writer: Writer;
  private readonly buttons = new Map<Tool, HTMLButtonElement>();
  private undo!: HTMLButtonElement;
  private redo!: HTMLButtonElement;
  private readonly settings = h("div", { class: "card tool-settings", hidden: true });
  private stop: (() => void) | undefined;

  constructor(private readonly room: RoomContext) {
    super();
    this.writer = new Writer(room, this.box);
  }

  connectedCallback(): void {
    const tool = (tool: Tool, path: string, name: string, props = {}) => {
      const made = button(path, name, () => this.take(tool), { class: "tool", "aria-pressed": "false", ...props });
      this.buttons.set(tool, made);
      return made;
    };
    const { lesson } = this.room;
    const onPage = (act: (page: NonNullable<RoomContext["shown"]>) => void) => () => this.room.shown && act(this.room.shown);
    this.undo = button(icons.undo, say("undo"), onPage((page) => lesson.undo(page)), { class: "tool" });
    this.redo = button(icons.redo, say("redo"), onPage((page) => lesson.redo(page)), { class: "tool" });
    const over = button(icons.over, say("throwOver"), () => this.throwOver(), { class: "tool throw" });
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", say("tools"));
    this.replaceChildren(h("div", { class: "bar" },
      ...([0, 1, 2] as const).map((index) => tool(`pen${index}`, icons.pen, say("pen", { n: index + 1 }), { "data-ink": "" })),
      tool("highlighter", icons.highlighter, say("highlighter"), { "data-ink": "" }), tool("eraser", icons.eraser, say("eraser")), tool("laser", icons.laser, say("laser")),
      h("hr"), this.undo, this.redo, over), this.settings);
    this.room.board.hand = this.writer;
    this.room.board.addEventListener("pointerdown", this.hide);
    this.stop = onTheme(() => this.update());
    this.side(recall("side") ?? "start");
    this.update();
  }

  disconnectedCallback(): void {
    this.room.board.removeEventListener("pointerdown", this.hide);
    this.writer.close();
    this.stop?.();
  }

  update(): void {
    if (!this.undo) return;
    const { lesson, shown, board } = this.room;
    board.hand = this.hidden ? undefined : this.writer;
    board.dataset["tool"] = this.writer.tool;
    this.undo.disabled = !shown || !lesson.canUndo(shown);
    this.redo.disabled = !shown || !lesson.canRedo(shown);
    for (const [tool, made] of this.buttons) {
      made.setAttribute("aria-pressed", `${tool === this.writer.tool}`);
      const pen = this.penOf(tool);
      if (!pen) continue;
      made.style.setProperty("--ink", inkColour(styleOf(tool === "highlighter" ? tool : "pen", pen), boardColour()));
      made.style.setProperty("--line", `${Math.min(Math.max(pen.width / 8, 2), 8)}px`);
    }
  }

  press(event: KeyboardEvent): boolean {
    const { lesson, shown } = this.room;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
      if (!shown) return false;
      if (key === "y" || event.shiftKey) lesson.redo(shown);
      else lesson.undo(shown);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const tools: Record<string, Tool> = { h: "highlighter", e: "eraser", l: "laser", 1: "pen0", 2: "pen1", 3: "pen2" };
    const tool = key === "p" ? (this.writer.tool.startsWith("pen") ? this.writer.tool : "pen0") : tools[key];
    if (key === "escape" && !this.settings.hidden) return this.hide(), true;
    if (tool) this.take(tool, false);
    return !!tool;
  }

  private readonly hide = (): void => {
    this.settings.hidden = true;
  };

  private take(tool: Tool, again = true): void {
    const isSecond = again && tool === this.writer.tool && tool !== "laser";
    this.writer.tool = tool;
    if (!isSecond || !this.settings.hidden) this.hide();
    else this.openSettings(tool);
    this.update();
  }

  private openSettings(tool: Tool): void {
    const pen = this.penOf(tool);
    const isMarker = tool === "highlighter";
    this.settings.hidden = false;
    this.settings.replaceChildren(pen ? penSettings(isMarker ? "highlighter" : "pen", pen, isMarker ? highlighterWidths : penWidths, (next) => this.change(tool, next)) : this.eraserSettings());
    this.settings.setAttribute("aria-label", say(pen ? "penSettings" : "eraserSettings"));
  }

  private eraserSettings(): HTMLElement {
    const choice = (byArea: boolean, word: "byArea" | "wholeStrokes") => h("button", { type: "button", role: "radio", "aria-checked": `${this.box.byArea === byArea}`, class: "choice", onclick: () => {
      this.keep({ ...this.box, byArea });
      this.hide();
    } }, say(word));
    return h("div", { class: "settings" },
      h("div", { role: "radiogroup", "aria-label": say("eraser"), class: "choices" }, choice(false, "wholeStrokes"), choice(true, "byArea")),
      this.room.lesson.mayTeach && h("button", { type: "button", class: "choice", onclick: () => {
        if (this.room.shown) this.room.lesson.clear(this.room.shown);
        this.hide();
      } }, say("clearPage")));
  }

  private change(tool: Tool, pen: Pen): void {
    if (tool === "highlighter") this.keep({ ...this.box, highlighter: pen });
    else this.keep({ ...this.box, pens: this.box.pens.map((old, index) => (tool === `pen${index}` ? pen : old)) });
    this.openSettings(tool);
  }

  private keep(box: ToolBar["box"]): void {
    this.box = box;
    this.writer.setBox(box);
    keepToolBox(box);
    this.update();
  }

  private penOf(tool: Tool): Pen | undefined {
    return tool === "highlighter" ? this.box.highlighter : this.box.pens[["pen0", "pen1", "pen2"].indexOf(tool)];
  }

  private throwOver(): void {
    this.side(document.documentElement.dataset["side"] === "end" ? "start" : "end");
  }

  private side(side: string): void {
    document.documentElement.dataset["side"] = side === "end" ? "end" : "start";
    remember("side", side);
  }
}

customElements.define("takhti-tools", ToolBar);
