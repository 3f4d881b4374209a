import type { Background } from "../../wire/index.js";
import type { PageInfo, PageKey } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { fitField, fitName } from "../name-text.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { Panel } from "./panel.js";
import { Thumbnails } from "./thumbnails.js";

const backgrounds: readonly Background[] = ["plain", "lines", "squares", "dots", "staves"];

/** All pages as small pictures: go to one; for those who teach also add, name, order, remove and put back. */
export class PagesPanel extends Panel {
  protected readonly heading = say("pages");
  private readonly thumbnails = new Thumbnails(this.room);
  private readonly rows = new Map<PageKey, { element: HTMLElement; render: () => void }>();
  private readonly list = h("ol", { class: "pages" });
  private readonly foot = h("div", { class: "foot" });
  private shown = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.body.append(this.list);
    this.append(this.foot);
    this.update();
    this.list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  disconnectedCallback(): void {
    this.thumbnails.close();
  }

  update(): void {
    const { lesson, shown } = this.room;
    // Rows are made anew only when something in them is different, so that a name can be typed in peace.
    const state = JSON.stringify([lesson.pages, lesson.taught, shown, lesson.mayTeach, lesson.removedPages.length]);
    if (state === this.shown || this.contains(document.activeElement) && document.activeElement?.matches("input")) return;
    this.shown = state;
    this.rows.clear();
    this.list.replaceChildren(...lesson.pages.map((page, index) => this.row(page, index)));
    this.foot.replaceChildren(...(lesson.mayTeach ? this.teachersFoot() : []));
  }

  private row(page: PageInfo, index: number): HTMLElement {
    const { lesson, shown } = this.room;
    const n = index + 1;
    const picture = h("button", { type: "button", class: "picture", "aria-label": say("goTo", { n }), "aria-current": `${page.key === shown}`, onclick: () => this.room.goTo(page.key) }, this.thumbnails.picture(page));
    const name = lesson.mayTeach
      ? h("input", { value: page.title, oninput: fitField, placeholder: say("noName"), "aria-label": say("pageName", { n }), dir: "auto", onchange: (event: Event) => lesson.namePage(page.key, fitName((event.target as HTMLInputElement).value.trim())) })
      : h("span", { class: "name", dir: "auto" }, page.title);
    const act = (path: string, word: "moveEarlier" | "moveLater" | "removePage", run: () => void, disabled: boolean) => button(path, say(word, { n }), run, { class: "plain", disabled });
    const tools = lesson.mayTeach && h("div", { class: "row" },
      act(icons.earlier, "moveEarlier", () => lesson.movePage(page.key, lesson.pages[index - 2]?.key), index === 0),
      act(icons.later, "moveLater", () => lesson.movePage(page.key, lesson.pages[index + 1]?.key), index === lesson.pages.length - 1),
      act(icons.bin, "removePage", () => lesson.removePage(page.key), lesson.pages.length < 2));
    return h("li", { "data-taught": page.key === lesson.taught }, picture, h("div", { class: "about" },
      h("div", { class: "row" }, h("b", {}, n.toLocaleString(document.documentElement.lang)), page.key === lesson.taught && h("span", { class: "tag" }, say("onScreen"))), name, tools));
  }

  private teachersFoot(): HTMLElement[] {
    const { lesson, shown } = this.room;
    const page = lesson.pages.find(({ key }) => key === shown);
    const removed = lesson.removedPages[lesson.removedPages.length - 1];
    const paper = h("select", { "aria-label": say("background"), onchange: () => page && lesson.setBackground(page.key, paper.value as Background) },
      ...backgrounds.map((kind) => h("option", { value: kind, selected: kind === page?.background }, say(`background.${kind}`))));
    const undo = removed && h("div", { class: "row undo", role: "status" }, h("span", {}, say("removedPage")), h("button", { type: "button", class: "plain", onclick: () => lesson.restorePage(removed.key) }, say("putBack")));
    return [
      ...(undo ? [undo] : []),
      h("div", { class: "row" }, button(icons.add, say("addPage"), () => this.room.goTo(lesson.addPage(shown, page?.background ?? "plain")), { class: "primary", word: true }),
        h("label", { class: "row" }, h("span", {}, say("background")), paper)),
    ];
  }
}

customElements.define("takhti-pages", PagesPanel);
