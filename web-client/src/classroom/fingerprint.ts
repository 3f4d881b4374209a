import { encode, Snapshot, type TopicHandle, type TopicState } from "../wire/index.js";
import { stateOf } from "./state-of-page.js";
import { coreStateOf } from "./room-change.js";
import { coreTopic, rosterTopic } from "./room-core.js";
import type { Page } from "./page.js";
import type { TopicReplicas } from "./topic-replicas.js";

/**
 * What all replicas of a topic have in common between two commands (rule P9), as 16 hexadecimal digits: FNV-1a over the topic's snapshot, in
 * which the sample counts of a page's strokes stand for their ink.
 */
export function fingerprintOf(replicas: TopicReplicas, topic: TopicHandle): string {
  const { context } = replicas.stampsOf(topic);
  return fnv1a64(encode(Snapshot, { context, state: topicState(replicas, topic) }));
}

function topicState({ core, roster, pages, others }: TopicReplicas, topic: TopicHandle): TopicState {
  if (topic === coreTopic) return { kind: "core", ...coreStateOf(core) };
  if (topic === rosterTopic) return { kind: "roster", ...roster.state };
  const other = others.get(topic);
  if (other) return other;
  const page = pages.get(topic);
  if (!page) return { kind: "page", strokes: [], ink: new Uint8Array(0), open: [], objects: [], histories: [] };
  return { kind: "page", ...stateOf(page, sampleCounts(page)) };
}

/** The sample counts of the finished strokes, each as a varint (W6). */
function sampleCounts(page: Page): Uint8Array {
  const bytes: number[] = [];
  for (const { sampleCount } of page.strokes.values) {
    let rest = sampleCount;
    for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** FNV-1a with 64 bits, in two halves: the prime is 2^40 + 0x1b3. */
export function fnv1a64(bytes: Uint8Array): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + low * 2 ** 8) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return half.toString(16).padStart(8, "0");
}
