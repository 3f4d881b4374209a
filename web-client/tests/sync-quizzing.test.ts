import assert from "node:assert/strict";
import test from "node:test";
import { TopicReplicas } from "../src/classroom/index.js";
import { foldQuizzes } from "../src/classroom/quizzes.js";
import type { PollContent, QuizEvent, TopicHandle } from "../src/wire/index.js";
import type { Command } from "../src/wire/rest.generated.js";
import type { LineKey } from "../src/sync/lesson.js";
import type { Outbox, Pending } from "../src/sync/outbox.js";
import { startQuizzing } from "../src/sync/quizzing.js";
import type { TalkingHost } from "../src/sync/talking.js";

const key = "1:1" as LineKey;
const own = 65_534 as TopicHandle;
const content: PollContent = {
  pollKind: "truth", prompt: "Is it?", options: [],
  rules: { secrecy: "staff", live: false, neighbours: false, changes: true, seconds: 10, points: 100, moderated: false },
};

/** A tab that is participant 2, with a room and an outbox of its own. */
function opened() {
  const replicas = new TopicReplicas();
  const given: Command[] = [];
  const entries: Pending[] = [];
  const box = { id: "aa", handle: 7 } as unknown as Pending["box"];
  const clock = { now: 1_000, room: 50_000, roundTrip: 600 };
  const followed: number[] = [];
  const outbox = {
    own: box, entries,
    give(command: Command) {
      given.push(command);
      const entry = { box, counter: given.length, command, given: clock.now, change: given.length, state: "waiting", isKept: true } as unknown as Pending;
      entries.push(entry);
      return entry;
    },
  };
  const host = {
    replicas, outbox: outbox as unknown as Outbox, me: { participant: 2, outbox: 7, role: "student" }, counts: undefined,
    roomTime: () => clock.room, now: () => clock.now, roundTrip: () => clock.roundTrip, may: () => true,
    give: (command: Command) => void outbox.give(command), loadTalk: () => new Promise(() => {}), follow: (topic: number) => void followed.push(topic), isCurrent: () => true, changed() {},
  } as unknown as TalkingHost;
  const part = startQuizzing(host, () => {});
  const happens = (event: QuizEvent, time = clock.room): void => {
    replicas.core.quizzes = foldQuizzes(replicas.core.quizzes, event, { time: time as never, author: 1 as never, counter: 1 });
    part.coreChanged();
  };
  const quiz = { counter: 1 };
  happens({ kind: "started", quiz, tally: 20 as never, leaderboard: 21 as never, shown: true, quizPace: "lecturer", count: 2, title: "Energy" });
  const asks = (question: number): void => happens({ kind: "asked", quiz, question, closes: (clock.room + 10_000) as never, content });
  return { part, lesson: part.lesson, replicas, given, entries, clock, followed, happens, asks, quiz };
}

test("a question's time runs from when this device showed it", () => {
  const { lesson, clock, given, asks } = opened();
  asks(0);
  clock.room += 300;
  lesson.showedQuestion();
  clock.now += 2_500;
  clock.room += 2_500;
  lesson.showedQuestion();
  lesson.answerQuiz(key, 0, { kind: "option", option: 1 });
  assert.deepEqual(given, [{ kind: "quiz", command: { kind: "answer", quiz: { outbox: 1, counter: 1 }, question: 0, after: 2_500, answer: { kind: "option", option: 1 } } }]);
  assert.equal(lesson.quizTimeLeft(), 7_500);
});

test("no device has more time than the room still accepts", () => {
  const { lesson, clock, asks } = opened();
  asks(0);
  assert.equal(lesson.quizTimeLeft(), 10_600);
  // Shown anew after a reload: the end does not move.
  clock.room += 8_000;
  lesson.showedQuestion();
  assert.equal(lesson.quizTimeLeft(), 2_600);
});

test("the own answer is seen at once, and as it is stored or refused", () => {
  const { lesson, entries, replicas, asks } = opened();
  asks(0);
  assert.equal(lesson.quiz!.question!.own, undefined);
  lesson.answerQuiz(key, 0, { kind: "option", option: 0 });
  assert.deepEqual(lesson.quiz!.question!.own, { answer: { kind: "option", option: 0 }, state: "pending", reason: undefined });
  Object.assign(entries[0]!, { state: "refused", reason: "tooLate" });
  assert.equal(lesson.quiz!.question!.own!.reason, "tooLate");
  entries.length = 0;
  const answer = { kind: "option", option: 0 } as const;
  replicas.others.set(own, {
    kind: "personal", role: "student", votes: [], quizzes: [], questions: [], asked: [], waiting: [],
    answers: [{ quiz: { outbox: 1 as never, counter: 1 }, question: 0, after: 1_200, answer, result: { right: true, points: 94 } }],
  });
  const { question, after, result, points, right } = lesson.quiz!;
  assert.deepEqual([question!.own!.state, after, result, points, right], ["stored", 1_200, { right: true, points: 94 }, 94, 1]);
  asks(1);
  assert.deepEqual([lesson.quiz!.question!.own, lesson.quiz!.result, lesson.quiz!.points], [undefined, undefined, 94]);
});

test("a question's result is not taken for the next one's; the best stand in their order", () => {
  const { part, lesson, followed, asks } = opened();
  assert.deepEqual(followed, [20, 21]);
  asks(0);
  part.view(20 as never, { kind: "tally", answered: 1, rows: [{ row: 1, votes: 1, remote: 0, hall: 0 }] }, false);
  assert.equal(lesson.quiz!.question!.tally!.answered, 1);
  asks(1);
  assert.equal(lesson.quiz!.question!.tally, undefined);
  part.view(21 as never, { kind: "leaderboard", standings: [{ participant: 2 as never, points: 50, name: "Ada" }, { participant: 3 as never, points: 90, name: "Bo" }] }, false);
  assert.deepEqual(lesson.quiz!.best!.map(({ name }) => name), ["Bo", "Ada"]);
  part.lost();
  part.coreChanged();
  assert.deepEqual(followed, [20, 21, 20, 21]);
});

test("a quiz that is put away is not on the screens; where everybody goes on alone, the own question is", () => {
  const { lesson, replicas, happens, quiz } = opened();
  happens({ kind: "finished", quiz });
  assert(lesson.quiz!.isFinished && lesson.quiz!.question === undefined);
  happens({ kind: "hidden", quiz });
  assert.equal(lesson.quiz, undefined);
  replicas.core.quizzes = { quizzes: [] };
  happens({ kind: "started", quiz, tally: 22 as never, leaderboard: 23 as never, shown: false, quizPace: "own", count: 2, title: "Energy" });
  assert.equal(lesson.quiz!.question, undefined);
  lesson.nextQuestion(key);
  assert(lesson.quiz!.isGoingOn);
  replicas.others.set(own, {
    kind: "personal", role: "student", votes: [], answers: [], questions: [], asked: [], waiting: [],
    quizzes: [{ quiz: { outbox: 1 as never, counter: 1 }, question: 1, since: 50_000 as never, phase: { kind: "running" }, content }],
  });
  assert.deepEqual([lesson.quiz!.number, lesson.quiz!.question!.content.prompt, lesson.quizTimeLeft()], [1, "Is it?", undefined]);
});
