import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { digits } from "./poll-options.js";

/** The number of the page that is shown, and of how many. */
export function pageText({ lesson, shown }: RoomContext): string {
  const index = lesson.pages.findIndex(({ key }) => key === shown);
  return index < 0 ? "–" : `${digits(index + 1)} / ${digits(lesson.pages.length)}`;
}

/** The same in words. */
export function pageName({ lesson, shown }: RoomContext): string {
  return say("page", { n: lesson.pages.findIndex(({ key }) => key === shown) + 1, count: lesson.pages.length });
}
