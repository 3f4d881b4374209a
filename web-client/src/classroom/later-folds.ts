import { NotLoaded } from "../wire/codec.js";
import type { Event, EventStamp, PageEvent, RoomEvent, TopicHandle, TopicState } from "../wire/index.js";
import type { Page, PageChange } from "./page.js";
import type { CoreChange, RoomCore } from "./room-core.js";
import type { TopicReplicas } from "./topic-replicas.js";

/** What replicas do without until it is loaded: with `rest.ts`, as the codecs of the events are. */
export interface LaterFolds {
  page(page: Page, event: PageEvent, stamp: EventStamp): PageChange;
  room(core: RoomCore, event: RoomEvent): CoreChange;
  /** Events of the core that are not of the room itself: hands. */
  core(core: RoomCore, event: Event, stamp: EventStamp): CoreChange;
  fingerprint(replicas: TopicReplicas, topic: TopicHandle): string;
}

let folds: LaterFolds | undefined;
const topicFolds = new Map<Event["kind"], TopicFold>();

export function provideFolds(given: LaterFolds): void {
  folds = given;
}

/** What a topic that is no page, core or roster is after its next event; loaded before such a topic is followed. */
export type TopicFold = (state: TopicState | undefined, event: Event, stamp: EventStamp) => TopicState | undefined;

export function provideTopicFold(given: TopicFold, ...kinds: Event["kind"][]): void {
  for (const kind of kinds) topicFolds.set(kind, given);
}

export function foldTopic(state: TopicState | undefined, event: Event, stamp: EventStamp): TopicState | undefined {
  const fold = topicFolds.get(event.kind);
  if (!fold) throw new NotLoaded(event.kind);
  return fold(state, event, stamp);
}

export function laterFolds(): LaterFolds {
  if (!folds) throw new NotLoaded("folds");
  return folds;
}
