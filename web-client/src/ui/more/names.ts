import type { Lesson } from "../../sync/lesson.js";
import type { ParticipantHandle } from "../../wire/index.js";
import { say } from "../words.js";

/** What people are called; who is not known yet is asked for. */
export function nameIn(lesson: Lesson): (who: ParticipantHandle | undefined) => string {
  return (who) => (who === undefined ? say("anonymous") : (lesson.nameOf(who) ?? "…"));
}

/** How long ago that was, in minutes and seconds. */
export function waiting(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const digits = (value: number, least: number) => value.toLocaleString(document.documentElement.lang, { minimumIntegerDigits: least, useGrouping: false });
  return `${digits(Math.floor(seconds / 60), 1)}:${digits(seconds % 60, 2)}`;
}
