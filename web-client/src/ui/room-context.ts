import type { Lesson, PageKey } from "../sync/lesson.js";
import type { Board } from "./board/board.js";
import type { Language } from "./words.js";

/** The panels that slide over one side; one at a time. */
export type PanelKind = "pages" | "people" | "attendance" | "pace" | "react" | "hands" | "chat" | "questions" | "polls" | "settings" | "keys" | "refused";

/** What tools and panels share with the room that holds them. */
export interface RoomContext {
  readonly lesson: Lesson;
  readonly board: Board;
  readonly code: string;
  /** The page that is shown. */
  readonly shown: PageKey | undefined;
  readonly panel: PanelKind | undefined;
  /** Shows a page; for those who teach, to everybody. */
  goTo(page: PageKey): void;
  /** Back to the page and the part of it that is taught. */
  follow(): void;
  /** Opens a panel, or closes it if it is open; undefined closes any. */
  toggle(panel: PanelKind | undefined): void;
  setLanguage(language: Language): void;
}

/** A part of the room that shows the lesson's state. */
export interface RoomPart extends HTMLElement {
  update(): void;
  /** A key that no field takes; true when it did something. */
  press?(event: KeyboardEvent): boolean;
}
