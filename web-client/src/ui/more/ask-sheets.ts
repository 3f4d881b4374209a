import type { RoomContext, RoomPart } from "../room-context.js";
import { PollSheet } from "./poll-sheet.js";
import { QuizSheet } from "./quiz-sheet.js";

/** What rises for those who answer: the poll or the quiz, whichever there is. */
export class AskSheets extends HTMLElement implements RoomPart {
  private readonly sheets: readonly RoomPart[];

  constructor(room: RoomContext) {
    super();
    this.sheets = [new PollSheet(room), new QuizSheet(room)];
  }

  connectedCallback(): void {
    this.append(...this.sheets);
  }

  update(): void {
    for (const sheet of this.sheets) sheet.update();
  }
}

customElements.define("takhti-ask", AskSheets);
