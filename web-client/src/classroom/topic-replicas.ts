import type { Entry, Event, EventStamp, ParticipantHandle, Snapshot, TopicHandle, TopicState } from "../wire/index.js";
import { TopicStamps } from "../wire/index.js";
import { foldTopic, laterFolds } from "./later-folds.js";
import { Page, type PageChange } from "./page.js";
import { RoomCore, type CoreChange } from "./room-core.js";
import { Roster } from "./roster.js";

/** What an event changed. */
export type TopicChange =
  | { kind: "core"; change: CoreChange }
  | { kind: "roster"; participant: ParticipantHandle | undefined }
  | { kind: "page"; page: TopicHandle; change: PageChange }
  | { kind: "other"; topic: TopicHandle };

/** An event with its stamp in full, and what it changed. */
export interface AppliedEvent {
  readonly event: Event;
  readonly stamp: EventStamp;
  readonly change: TopicChange;
}

/** What this client has of the room's log topics: the same as the host has, as far as it follows them. */
export class TopicReplicas {
  /** Empty before its snapshot came. */
  core = new RoomCore();
  roster = new Roster();
  readonly pages = new Map<TopicHandle, Page>();
  /** Topics of other kinds, as their snapshots say. */
  readonly others = new Map<TopicHandle, TopicState>();
  private readonly stamps = new Map<TopicHandle, TopicStamps>();

  /** Takes a snapshot in place of what there was of the topic. Throws the `InkError` of ink that is none; nothing is changed then. */
  adopt(topic: TopicHandle, snapshot: Snapshot): void {
    const { state } = snapshot;
    switch (state.kind) {
      case "core": this.core = new RoomCore(state); break;
      case "roster": this.roster = new Roster(state); break;
      case "page": this.pages.set(topic, new Page(state)); break;
      default: this.others.set(topic, state);
    }
    this.stamps.set(topic, new TopicStamps(snapshot.context));
  }

  /** Folds the topic's next event in. Throws `outOfRange` when its stamp cannot be; nothing is changed then. */
  apply(topic: TopicHandle, entry: Entry): AppliedEvent {
    const stamp = this.stampsOf(topic).complete(entry.stamp);
    return { event: entry.event, stamp, change: this.fold(topic, entry.event, stamp) };
  }

  /** The topic's stamps so far: when, by whom, and the last counter of each outbox. */
  stampsOf(topic: TopicHandle): TopicStamps {
    let stamps = this.stamps.get(topic);
    if (!stamps) this.stamps.set(topic, (stamps = new TopicStamps()));
    return stamps;
  }

  /** The page of a topic; an empty one where nothing of it is known. */
  page(topic: TopicHandle): Page {
    let page = this.pages.get(topic);
    if (!page) this.pages.set(topic, (page = new Page()));
    return page;
  }

  /** Forgets what there is of a topic. */
  drop(topic: TopicHandle): void {
    this.pages.delete(topic);
    this.others.delete(topic);
    this.stamps.delete(topic);
  }

  /** As `fingerprintOf`. */
  fingerprint(topic: TopicHandle): string {
    return laterFolds().fingerprint(this, topic);
  }

  private fold(topic: TopicHandle, event: Event, stamp: EventStamp): TopicChange {
    switch (event.kind) {
      case "page": return { kind: "page", page: topic, change: this.page(topic).apply(event.event, stamp) };
      case "roster": return { kind: "roster", participant: this.roster.apply(event.event, stamp) };
      case "room":
      case "hand":
      case "poll":
      case "quiz":
      case "grant": return { kind: "core", change: this.core.apply(event, stamp) };
      default: {
        const state = foldTopic(this.others.get(topic), event, stamp);
        if (state) this.others.set(topic, state);
        return { kind: "other", topic };
      }
    }
  }
}
