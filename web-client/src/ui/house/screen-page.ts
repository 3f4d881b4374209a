import { fromBase64URL } from "../address.js";
import { h } from "../element.js";
import { recall, remember } from "../memory.js";
import type { Language } from "../words.js";
import { Refused, post } from "./house-api.js";
import { excuse } from "./form.js";
import { say } from "./house-words.js";

interface Shown {
  code: string;
  secret: string;
  seconds: number;
  /** Where others find this server. */
  place: string;
}

/** Where this display was let in, with the ticket that says so. */
interface Pass {
  room: string;
  ticket: string;
}

const askEvery = 2_000;

/** A hall's display: shows a code until a lecturer lets it in, then the room. */
export class ScreenPage extends HTMLElement {
  private timer = 0;

  constructor(
    private readonly choose: (language: Language) => Promise<void>,
    private readonly languages: HTMLElement,
  ) {
    super();
  }

  connectedCallback(): void {
    document.title = `${say("display")} – Takhti`;
    const pass = readPass(recall("screen"));
    if (pass) void this.enter(pass);
    else void this.showCode();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  private async showCode(): Promise<void> {
    try {
      const shown = await post<Shown>("screens/show");
      const { code } = shown;
      this.show(h("p", { class: "screen-code", dir: "ltr" }, h("span", {}, code.slice(0, 3)), h("span", {}, code.slice(3))),
        h("ol", { class: "screen-steps" }, h("li", {}, say("screenStepOpen", { place: `\u2066${shown.place}/house\u2069` })), h("li", {}, say("screenStepCode", { button: say("connectDisplay") }))));
      const end = Date.now() + (shown.seconds - 5) * 1_000;
      this.later(() => this.ask(shown.secret, end));
    } catch (reason) {
      this.show(h("p", { class: "screen-steps", role: "alert" }, excuse(reason)));
      this.timer = window.setTimeout(() => void this.showCode(), 10_000);
    }
  }

  private later(step: () => Promise<void>): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void step(), askEvery);
  }

  private async ask(secret: string, end: number): Promise<void> {
    if (Date.now() > end) return this.showCode();
    try {
      const pass = await post<Partial<Pass>>("screens/ask", { secret });
      if (pass.room === undefined || pass.ticket === undefined) return this.later(() => this.ask(secret, end));
      remember("screen", JSON.stringify(pass));
      await this.enter({ room: pass.room, ticket: pass.ticket });
    } catch (reason) {
      // A link that broke comes back; a code that is over is shown no more.
      if (reason instanceof Refused && reason.refusal !== "offline") return this.showCode();
      this.later(() => this.ask(secret, end));
    }
  }

  private async enter({ room, ticket }: Pass): Promise<void> {
    const { openLesson, RoomView } = await import("../room.js");
    const lesson = openLesson({ room, ticket: fromBase64URL(ticket), name: say("display") });
    const view = new RoomView(lesson, room, this.choose);
    const stop = lesson.subscribe(() => {
      const { link } = lesson;
      if (lesson.name) document.title = `${lesson.name} – Takhti`;
      const isOver = (link.kind === "denied" && ["wrongCode", "noSuchRoom", "signInNeeded", "banned"].includes(link.reason))
        || (link.kind === "ended" && ["signedOut", "removed", "banned"].includes(link.reason));
      if (!isOver) return;
      stop();
      lesson.close();
      remember("screen", "");
      view.replaceWith(this);
    });
    this.replaceWith(view);
  }

  private show(...content: Node[]): void {
    this.replaceChildren(h("main", { class: "screen-page" },
      h("header", {}, h("img", { src: "/icon.svg", alt: "", width: 56, height: 56 }), h("h1", {}, say("display"))), h("div", { class: "screen-middle" }, ...content), h("footer", {}, this.languages)));
  }
}

function readPass(kept: string | undefined): Pass | undefined {
  try {
    const pass = JSON.parse(kept || "null") as Partial<Pass> | null;
    return typeof pass?.room === "string" && typeof pass.ticket === "string" ? { room: pass.room, ticket: pass.ticket } : undefined;
  } catch {
    return undefined;
  }
}

customElements.define("takhti-screen-code", ScreenPage);
