import type { PollContent } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { formulaText, plainText } from "./formula-text.js";
import { icons } from "./icons.js";
import type { Note, Question } from "./poll-files.js";
import type { Shelf } from "./poll-shelves.js";

/** As the domain's `Room.pollLimit`. */
const draftLimit = 200;

/** Questions that come from other lessons and files, and go to files. */
export class PollLibrary {
  readonly element = h("section", { class: "library" });
  private isSavable = false;
  private said: HTMLElement | string = "";
  /** What was prepared in the lecturer's other rooms; undefined until it is asked for. */
  private shelves: readonly Shelf[] | undefined;

  constructor(private readonly room: RoomContext) {
    this.draw();
  }

  /** The bank may be another. */
  update(): void {
    if (this.isSavable !== this.room.lesson.questionBank.length > 0) this.draw();
  }

  private draw(): void {
    const file = h("input", { type: "file", accept: ".txt,.gift,.aiken,text/plain", hidden: true, onchange: () => void this.read(file) });
    this.isSavable = this.room.lesson.questionBank.length > 0;
    this.element.replaceChildren(
      h("h3", {}, say("questionFiles")),
      button(icons.pages, say("otherLessons"), () => void this.look(), { class: "plain", word: true, "aria-expanded": `${this.shelves !== undefined}` }),
      ...(this.shelves ?? []).map((shelf) => this.shelf(shelf)),
      h("div", { class: "row" }, file,
        button(icons.open, say("readFile"), () => file.click(), { class: "plain", word: true }),
        this.isSavable && button(icons.save, say("saveAs", { format: "GIFT" }), () => void this.save("gift"), { class: "plain", word: true }),
        this.isSavable && button(icons.save, say("saveAs", { format: "Aiken" }), () => void this.save("aiken"), { class: "plain", word: true })),
      h("div", { role: "status" }, this.said),
      h("h3", {}, say("resultTables")),
      h("div", { class: "row" }, ...(["lesson", "poll", "person"] as const).map((rows) => h("a", { class: "choice", download: "", href: `/api/rooms/${encodeURIComponent(this.room.code.replace(/\s/g, ""))}/results/${rows}` }, icon(icons.save), h("span", {}, say(`results.${rows}`)))),
        h("a", { class: "choice", download: "", href: `/api/rooms/${encodeURIComponent(this.room.code.replace(/\s/g, ""))}/attendance` }, icon(icons.save), h("span", {}, say("attendance")))));
  }

  private async look(): Promise<void> {
    if (this.shelves) {
      this.shelves = undefined;
      return this.draw();
    }
    const { shelvesOf } = await import("./poll-shelves.js");
    const shelves = await shelvesOf(this.room.code).catch(() => undefined);
    this.shelves = shelves;
    if (!shelves || shelves.length === 0) this.said = say(shelves ? "noOtherLessons" : "otherLessonsAway");
    this.draw();
  }

  private shelf({ code, name, questions }: Shelf): HTMLElement {
    return h("details", {}, h("summary", {}, h("span", { dir: "auto" }, name || say("noName")), h("span", { class: "number" }, questions.length.toLocaleString(document.documentElement.lang))),
      h("ul", { class: "people" }, ...questions.map((question) => h("li", {}, h("span", { class: "name", dir: "auto" }, ...formulaText(question.content.prompt)), h("span", { class: "acts" }, button(icons.add, say("takeQuestion", { text: plainText(question.content.prompt) }), (event) => void this.take(question, code, event.currentTarget as HTMLButtonElement), { class: "plain" }))))));
  }

  /** Of the lesson `from`. */
  private async take({ content, key, explanation }: Question, from: string, taker: HTMLButtonElement): Promise<void> {
    const { lesson } = this.room;
    if (lesson.questionBank.length >= draftLimit) return this.tell("", [{ line: 0, about: content.prompt, loss: "tooMany", isWhole: true }]);
    // A place is on a page of the other lesson.
    const { page: _, ...elsewhere } = content;
    taker.disabled = true;
    try {
      await this.takePictures(content, from);
    } catch {
      taker.disabled = false;
      return this.tell("", [{ line: 0, about: content.prompt, loss: "picture", isWhole: true }]);
    }
    lesson.draftPoll(elsewhere, content.pollKind === "spot" ? { kind: "unmarked" } : key, explanation);
  }

  private async takePictures({ picture, options }: PollContent, from: string): Promise<void> {
    const assets = [picture, ...options.map((option) => option.picture)].flatMap((one) => one?.asset ?? []);
    if (assets.length === 0) return;
    const { takePicture } = await import("./picture-sending.js");
    for (const asset of assets) await takePicture(this.room.code.replace(/\s/g, ""), from, asset);
  }

  private async read(file: HTMLInputElement): Promise<void> {
    const { lesson } = this.room;
    const chosen = file.files?.[0];
    if (!chosen) return;
    const { readQuestions } = await import("./poll-files.js");
    const found = await readQuestions(chosen).catch(() => undefined);
    if (!found) return this.tell(say("fileTooLarge"), []);
    const room = Math.max(0, draftLimit - lesson.questionBank.length);
    for (const { content, key, explanation } of found.questions.slice(0, room)) lesson.draftPoll(content, key, explanation);
    const left = found.questions.slice(room).map(({ content }): Note => ({ line: 0, about: content.prompt, loss: "tooMany", isWhole: true }));
    this.tell(say("questionsRead", { n: Math.min(room, found.questions.length) }), [...found.notes, ...left]);
  }

  private async save(format: "gift" | "aiken"): Promise<void> {
    const questions = this.room.lesson.questionBank.map(({ content, answer, explanation }) => ({ content, key: answer, explanation }));
    const { saveQuestions } = await import("./poll-files.js");
    const notes = saveQuestions(format, questions);
    this.tell(say("questionsSaved", { n: questions.length - notes.filter(({ isWhole }) => isWhole).length }), notes);
  }

  /** What was done, and what was lost on the way. */
  private tell(words: string, notes: readonly Note[]): void {
    const row = ({ line, about, loss, isWhole }: Note) => h("li", {}, h("b", { class: "number" }, line > 0 ? line.toLocaleString(document.documentElement.lang) : "–"), h("span", {}, h("span", { dir: "auto" }, about), h("small", { class: "quiet" }, `${say(isWhole ? "notTaken" : "partTaken")}: ${say(`loss.${loss}`)}`)));
    this.said = h("div", {}, h("p", {}, words), notes.length > 0 && h("ul", { class: "losses" }, ...notes.map(row)));
    this.draw();
  }
}
