import test from "node:test";
import assert from "node:assert/strict";
import { decode, Entry, fromHex, Snapshot, type TopicHandle } from "../src/wire/index.js";
import { TopicReplicas } from "../src/classroom/index.js";
import "../src/classroom/labs.js";
import "../src/classroom/talk.js";
import { loadVectors } from "./wire-vectors.js";

interface HistoryVector {
  name: string;
  topics: {
    topic: TopicHandle;
    snapshot: string;
    entries: string[];
    fingerprints: { after: number; fingerprint: string }[];
  }[];
}

for (const history of loadVectors<HistoryVector>("histories.json")) {
  test(`${history.name}: every topic comes to its fingerprints`, () => {
    const replicas = new TopicReplicas();
    for (const { topic, snapshot, entries, fingerprints } of history.topics) {
      replicas.adopt(topic, decode(Snapshot, fromHex(snapshot)));
      let applied = 0;
      for (const { after, fingerprint } of fingerprints) {
        for (; applied < after; applied++) replicas.apply(topic, decode(Entry, fromHex(entries[applied]!)));
        assert.equal(replicas.fingerprint(topic), fingerprint, `topic ${topic} after ${after}`);
      }
    }
  });
}
