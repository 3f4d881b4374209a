import type { Polling, Quizzing } from "./lesson.js";
import { startPolling, type PollingPart } from "./polling.js";
import { startQuizzing } from "./quizzing.js";
import type { TalkingHost, TalkingPart } from "./talking.js";

/** Polls and quizzes of one tab. */
export interface AskingPart extends Omit<PollingPart, "lesson"> {
  readonly lesson: Polling & Quizzing;
}

export function startAsking(host: TalkingHost, follow: TalkingPart["follow"]): AskingPart {
  const parts = [startPolling(host, follow), startQuizzing(host, follow)];
  const lesson = {} as Polling & Quizzing;
  for (const part of parts) Object.defineProperties(lesson, Object.getOwnPropertyDescriptors(part.lesson));
  return {
    lesson,
    view: (...given) => parts.forEach((part) => part.view(...given)),
    coreChanged: () => parts.forEach((part) => part.coreChanged()),
    lost: () => parts.forEach((part) => part.lost()),
  };
}
