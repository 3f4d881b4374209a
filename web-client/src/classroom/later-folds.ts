import { NotLoaded } from "../wire/codec.js";
import type { Event, EventStamp, PageEvent, RoomEvent, TopicHandle } from "../wire/index.js";
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

export function provideFolds(given: LaterFolds): void {
  folds = given;
}

export function laterFolds(): LaterFolds {
  if (!folds) throw new NotLoaded("folds");
  return folds;
}
