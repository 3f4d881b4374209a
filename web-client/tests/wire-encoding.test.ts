import assert from "node:assert/strict";
import test from "node:test";
import { ByteReader } from "../src/wire/byte-reader.js";
import { ByteWriter } from "../src/wire/byte-writer.js";
import { encode, toHex } from "../src/wire/codec.js";
import "../src/classroom/rest.js";
import { ClientMessage, Entry, ServerMessage, type Event, type OutboxHandle, type TopicHandle } from "../src/wire/index.js";
import { TopicStamps, follows, spanOf, type EventStamp } from "../src/wire/topic-stamps.js";
import { WireError, type WireFault } from "../src/wire/wire-error.js";
import { Seeded } from "./wire-seeded.js";

const refused = (fault: WireFault) => (error: unknown) => error instanceof WireError && error.fault === fault;
const entry = (event: Event): Entry => ({ stamp: { counter: { kind: "next" } }, event });
const outbox = (number: number): OutboxHandle => number as OutboxHandle;
const topic = 0 as TopicHandle;

test("bits share bytes, most significant first", () => {
  const writer = new ByteWriter();
  writer.bits(0b101, 3);
  writer.byte(0xaa);
  writer.bits(0b11110000, 8);
  assert.equal(toHex(writer.written), "beaa00");
  const reader = new ByteReader(writer.written);
  assert.deepEqual([reader.bits(3), reader.byte(), reader.bits(8)], [0b101, 0xaa, 0b11110000]);
});

test("a varint has as few bytes as it needs", () => {
  const cases: [number, string][] = [
    [0, "00"], [127, "7f"], [128, "8001"], [16383, "ff7f"], [16384, "808001"], [2 ** 53 - 1, "ffffffffffffff0f"],
  ];
  for (const [value, hex] of cases) {
    const writer = new ByteWriter();
    writer.varint(value);
    assert.equal(toHex(writer.written), hex);
    assert.equal(new ByteReader(writer.written).varint(), value);
  }
});

test("a number comes back at the ends of its range", () => {
  const ranges: [number, number][] = [
    [0, 255], [-128, 127], [7, 8], [1, 256], [0, 256], [-200, 200], [5, 5000000], [-(2 ** 51), 2 ** 51],
  ];
  for (const [min, max] of ranges) {
    for (const value of [min, min + 1, max - 1, max]) {
      const writer = new ByteWriter();
      writer.number(value, min, max);
      assert.equal(new ByteReader(writer.written).number(min, max), value);
    }
  }
});

test("what no reader takes is not written", () => {
  const name = "x".repeat(65);
  const named = (name: string) => entry({ kind: "room", event: { kind: "roomNamed", name } });
  assert.throws(() => encode(Entry, named(name)), refused("tooLong"));
  assert.throws(() => encode(Entry, named("\ud800")), refused("invalidText"));
  for (const contact of [4, -1, 0.5, NaN]) {
    const ended = entry({ kind: "page", event: { kind: "strokeEnded", contact } });
    assert.throws(() => encode(Entry, ended), refused("outOfRange"));
  }
  const items = Array.from({ length: 256 }, () => ({ counter: 1 }));
  assert.throws(() => encode(Entry, entry({ kind: "page", event: { kind: "erased", items } })), refused("tooMany"));
  const empty: ServerMessage = { kind: "batch", topic, base: 0, entries: [] };
  assert.throws(() => encode(ServerMessage, empty), refused("emptyRun"));
  assert.throws(() => encode(ClientMessage, { kind: "adopt", outbox: "010203" }), refused("wrongLength"));
  const slice: ServerMessage = { kind: "slice", topic, slice: new Uint8Array(4097) };
  assert.throws(() => encode(ServerMessage, slice), refused("tooLong"));
});

test("stamps come back in full from any place onwards", () => {
  for (let seed = 0; seed < 50; seed++) {
    const seeded = new Seeded(seed);
    const writer = new TopicStamps();
    let reader = new TopicStamps();
    const counters = [0, 0, 0, 0];
    let time = 0;
    for (let index = 0; index < 200; index++) {
      time += [0, 0, 33, seeded.below(100000)][seeded.below(4)]!;
      const author = seeded.below(4);
      counters[author] += counters[author] === 0 ? 1 : [0, 1, 1, seeded.below(500)][seeded.below(4)]!;
      const stamp: EventStamp = { time, author: outbox(author), counter: counters[author]! };
      if (seeded.below(10) === 0) reader = new TopicStamps(writer.context);
      assert.deepEqual(reader.complete(writer.shorten(stamp)), stamp);
      assert.deepEqual(reader.context, writer.context);
    }
  }
});

test("a stamp that cannot be changes nothing", () => {
  const stamps = new TopicStamps();
  const before = stamps.context;
  assert.throws(() => stamps.complete({ author: outbox(3), counter: { kind: "same" } }), refused("outOfRange"));
  assert.throws(() => stamps.complete({ counter: { kind: "given", counter: 0 } }), refused("outOfRange"));
  assert.deepEqual(stamps.context, before);
});

test("a batch follows the sequence its base says", () => {
  const happened = entry({ kind: "hand", event: { kind: "allLowered" } });
  const batch = { topic, base: 3, entries: [happened, happened] };
  assert(follows(batch, 3) && follows(batch, 259) && !follows(batch, 4));
  assert.equal(spanOf(batch), 2);
  assert.equal(spanOf({ ...batch, covers: 9 }), 9);
});
