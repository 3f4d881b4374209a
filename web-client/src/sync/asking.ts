import type { ServerMessage } from "../wire/index.js";
import type { Labs, Polling, Quizzing } from "./lesson.js";
import type { OperatingPart } from "./operating.js";
import { startPolling, type PollingPart } from "./polling.js";
import { startQuizzing } from "./quizzing.js";
import type { TalkingHost, TalkingPart } from "./talking.js";

/** Polls, quizzes and labs of one tab. */
export interface AskingPart extends Omit<PollingPart, "lesson"> {
  readonly lesson: Polling & Quizzing & Labs;
  receive(message: ServerMessage): void;
}

export function startAsking(host: TalkingHost, follow: TalkingPart["follow"]): AskingPart {
  const parts = [startPolling(host, follow), startQuizzing(host, follow)];
  const { replicas } = host;
  let operating: OperatingPart | undefined;
  const labs: Labs = {
    get labCount() {
      const states = replicas.core.topics.filter(({ topicKind }) => topicKind === "lab").map(({ topic }) => replicas.others.get(topic));
      return states.filter((state) => state?.kind !== "lab" || !state.dissolved).length;
    },
    async operate() {
      const { startOperating } = await host.loadOperating();
      operating ??= startOperating(host);
      operating.coreChanged();
      return operating.lesson;
    },
  };
  const lesson = {} as Polling & Quizzing & Labs;
  for (const part of [...parts.map((part) => part.lesson), labs]) Object.defineProperties(lesson, Object.getOwnPropertyDescriptors(part));
  const all = (): Pick<PollingPart, "view" | "coreChanged" | "lost">[] => (operating ? [...parts, operating] : parts);
  return {
    lesson,
    view: (...given) => all().forEach((part) => part.view(...given)),
    coreChanged: () => all().forEach((part) => part.coreChanged()),
    lost: () => all().forEach((part) => part.lost()),
    receive: (message) => operating?.receive(message),
  };
}
