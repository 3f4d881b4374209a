import { coreStateOf } from "../src/classroom/room-change.js";
import { stateOf } from "../src/classroom/state-of-page.js";
import { coreTopic, rosterTopic, TopicReplicas } from "../src/classroom/index.js";
import type { TopicHandle, TopicState } from "../src/wire/index.js";

export { TopicReplicas, countsTopic, coreTopic, keyIn, keyOf, rosterTopic, type ItemKey } from "../src/classroom/index.js";

/** The state of a topic with `ink` for that of a page. */
export function sampleCountsState(replicas: TopicReplicas, topic: TopicHandle, ink: Uint8Array): TopicState {
  if (topic === coreTopic) return { kind: "core", ...coreStateOf(replicas.core) };
  if (topic === rosterTopic) return { kind: "roster", ...replicas.roster.state };
  return { kind: "page", ...stateOf(replicas.page(topic), ink) };
}
