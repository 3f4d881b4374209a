import type { ClientMessage, CountsView, ItemName, ItemRef, ParticipantHandle, Right, ServerMessage, StaffState, TopicHandle, TopicKind, View } from "../wire/index.js";
import type { Command } from "../wire/rest.generated.js";
import type { AskedQuestion, Line, LineKey, Me, Person, RaisedHand, Talking } from "./lesson.js";
import type { TopicReplicas } from "../classroom/index.js";
import type { Edge } from "./edge.js";
import type { Outbox, Pending } from "./outbox.js";
import type { OperatingHost, OperatingPart } from "./operating.js";
import { startPresence } from "./presence.js";

/** What talking may use of the session. */
/** Kinds of topics that only those who moderate may read. */
const staffKinds: readonly TopicKind[] = ["staff", "pace", "attendance", "house"];

export interface TalkingHost {
  readonly edge: Edge;
  readonly replicas: TopicReplicas;
  readonly outbox: Outbox;
  readonly me: Me | undefined;
  readonly counts: CountsView | undefined;
  /** The room's time now. */
  roomTime(): number;
  /** This device's clock, which never goes back. */
  now(): number;
  /** Milliseconds there and back. */
  roundTrip(): number;
  may(right: Right): boolean;
  give(command: Command): void;
  /** Loads what chat and questions are made of. */
  loadTalk(): Promise<typeof import("../classroom/talk.js")>;
  /** Loads what labs are made of. */
  loadOperating(): Promise<{ startOperating(host: OperatingHost): OperatingPart }>;
  follow(topic: TopicHandle): void;
  unfollow(topic: TopicHandle): void;
  send(message: ClientMessage): void;
  isCurrent(topic: TopicHandle): boolean;
  changed(): void;
}

export interface TalkingPart {
  readonly lesson: Talking;
  readonly follow: (...kinds: TopicKind[]) => void;
  people(): Person[];
  view(view: View, isDifference: boolean): void;
  receive(message: ServerMessage): void;
  /** The connection is a new one. */
  lost(): void;
  /** What this person may do may be another. */
  rightsChanged(): void;
  /** Whether a refused command needs not be told: what was wanted is so already. */
  refused(entry: Pending): boolean;
}

/** Hands, chat and questions of one tab: what the server ordered, with what this tab did on top of it. */
export function startTalking(host: TalkingHost): TalkingPart {
  const { replicas, outbox, give } = host;
  let talk: typeof import("../classroom/talk.js") | undefined;
  const followed = new Set<TopicKind>();

  const topicOf = (kind: TopicKind): TopicHandle | undefined => replicas.core.topics.find((topic) => topic.topicKind === kind)?.topic;
  const personalTopic = (): TopicHandle | undefined => (host.me ? ((65_536 - host.me.participant) as TopicHandle) : undefined);
  const stateOf = (topic: TopicHandle | undefined) => (topic === undefined ? undefined : replicas.others.get(topic));
  const isLoaded = (kind: TopicKind): boolean => {
    const topic = topicOf(kind);
    return topic !== undefined && host.isCurrent(topic);
  };

  /** Follows topics of these kinds for as long as the tab is there: what comes later costs little. */
  const follow = (...kinds: TopicKind[]): void => {
    const fresh = kinds.filter((kind) => !followed.has(kind));
    if (fresh.length === 0) return;
    fresh.forEach((kind) => followed.add(kind));
    host.loadTalk().then(
      (loaded) => {
        talk = loaded;
        for (const kind of fresh) {
          const topic = kind === "personal" ? personalTopic() : topicOf(kind);
          if (topic === undefined) followed.delete(kind);
          else host.follow(topic);
        }
        host.changed();
      },
      () => fresh.forEach((kind) => followed.delete(kind)),
    );
  };

  // --- what only those who moderate may read ---

  const mayModerate = (): boolean => host.may("moderate") || host.may("teach");
  let didModerate = mayModerate();
  /** Topics of theirs that this tab wants and may not have now. */
  const missed = new Set<TopicKind>();

  /** Such a topic, when it may be followed; else it is when that changes. */
  const ofStaff = (kind: TopicKind): TopicKind[] => {
    if (mayModerate()) return [kind];
    missed.add(kind);
    return [];
  };

  /** Rights change during a lesson: the server ends what may not be read any more, and nobody tells what may be. */
  const rightsChanged = (): void => {
    if (mayModerate() === didModerate) return;
    didModerate = !didModerate;
    if (!didModerate) return staffKinds.forEach((kind) => followed.delete(kind) && missed.add(kind));
    follow("house", ...missed);
    missed.clear();
  };

  const presence = startPresence({
    edge: host.edge, replicas, give, topicOf, follow, roomTime: host.roomTime, send: host.send, changed: host.changed,
    get counts() { return host.counts; },
    isLoaded,
    unfollow(kind) {
      const topic = topicOf(kind);
      if (followed.delete(kind) && topic !== undefined) host.unfollow(topic);
    },
  });

  // --- names ---

  const keyOf = ({ outbox, counter }: ItemName): LineKey => `${outbox}:${counter}` as LineKey;
  const refOf = (key: LineKey): ItemRef => {
    const [outbox, counter] = key.split(":").map(Number) as [number, number];
    return { outbox: outbox as never, counter };
  };
  const keyOfEntry = ({ box, counter }: Pending): LineKey => `${box.handle ?? box.id}:${counter}` as LineKey;
  const isMe = (participant: ParticipantHandle | undefined): boolean => participant !== undefined && participant === host.me?.participant;

  /** What this tab gave and the server has not shown yet. */
  const pending = <Kind extends Command["kind"]>(kind: Kind): (Pending & { command: Extract<Command, { kind: Kind }> })[] =>
    outbox.entries.filter((entry): entry is Pending & { command: Extract<Command, { kind: Kind }> } => entry.command.kind === kind);

  // --- hands ---

  const hands = (): RaisedHand[] => {
    const all = replicas.core.hands.hands.map(({ participant, since }) => ({ participant, since, isMine: isMe(participant) }));
    const { me } = host;
    if (!me) return all;
    let mine = all.some((hand) => hand.isMine);
    for (const { state, command: { command } } of pending("hand")) {
      if (state === "refused") continue;
      if (command.kind === "raise") mine = true;
      else if (command.kind === "lowerAll" || (command.kind === "lower" && (command.participant ?? me.participant) === me.participant)) mine = false;
    }
    if (!mine) return all.filter((hand) => !hand.isMine);
    return all.some((hand) => hand.isMine) ? all : [...all, { participant: me.participant, since: host.roomTime(), isMine: true }];
  };

  // --- chat ---

  const lines = (): Line[] => {
    const among = staff()?.lines ?? [];
    const ofAll = talk?.chatOf(stateOf(topicOf("chat"))).lines ?? [];
    const shown = [
      ...ofAll.map((line) => ({ ...line, audience: "everyone" as const })),
      ...among.map((line) => ({ ...line, audience: "staff" as const })),
    ].sort((one, other) => one.at - other.at);
    const result: Line[] = shown.map(({ name, participant, at, answers, pinned, text, audience }) => ({
      key: keyOf(name), participant, isMine: isMe(participant), at, audience, answers: answers && keyOf(answers), pinned, text, state: "stored",
    }));
    const known = new Set(result.map(({ key }) => key));
    for (const entry of pending("chat")) {
      const { command } = entry.command;
      if (command.kind === "remove") {
        const key = keyOf({ outbox: command.line.outbox ?? (entry.box.handle as never), counter: command.line.counter });
        if (entry.state !== "refused") result.splice(0, result.length, ...result.filter((line) => line.key !== key));
      }
      if (command.kind !== "say" || known.has(keyOfEntry(entry))) continue;
      result.push({
        key: keyOfEntry(entry), participant: host.me?.participant, isMine: true, at: host.roomTime(), audience: command.audience,
        answers: command.answers && keyOf({ outbox: command.answers.outbox ?? (entry.box.handle as never), counter: command.answers.counter }),
        pinned: false, text: command.text, state: entry.state === "waiting" ? "pending" : entry.state,
      });
    }
    return result;
  };

  // --- questions ---

  /** Nothing for who may not read it any more. */
  const staff = (): StaffState | undefined => (mayModerate() ? talk?.staffOf(stateOf(topicOf("staff"))) : undefined);

  const questions = (): AskedQuestion[] => {
    if (!talk) return [];
    const personal = talk.personalOf(stateOf(personalTopic()));
    const asked = new Set(personal.asked.map(keyOf));
    const wanted = new Set(personal.questions.map(keyOf));
    const askers = new Map((staff()?.questions ?? []).map((one) => [keyOf(one.shown ?? one.name), one]));
    for (const { state, command: { command } } of pending("question")) {
      if (command.kind !== "voteUp" || state === "refused") continue;
      const key = keyOf(command.question as ItemName);
      if (command.up) wanted.add(key);
      else wanted.delete(key);
    }
    const shown = talk.questionsOf(stateOf(topicOf("questions"))).questions.map((question): AskedQuestion => {
      const key = keyOf(question.name);
      const asker = askers.get(key);
      const { votes, at, answered, text, answer } = question;
      return {
        key, participant: question.participant ?? asker?.participant, anonymous: question.participant === undefined,
        isMine: asked.has(key) || isMe(question.participant), at, votes, iVoted: wanted.has(key), answered, text, answer, waits: false, refused: false, state: "stored",
      };
    });
    const waiting = (staff()?.questions ?? []).filter((one) => !one.shown).map(({ name, participant, anonymous, text }): AskedQuestion => ({
      key: keyOf(name), participant, anonymous, isMine: isMe(participant), at: 0, votes: 0, iVoted: false, answered: false, text, answer: "", waits: true, refused: false, state: "stored",
    }));
    const known = new Set(waiting.map(({ key }) => key));
    for (const { name, at, anonymous, refused, text } of personal.waiting) {
      const key = keyOf(name);
      if (!known.has(key)) waiting.push({ key, participant: host.me?.participant, anonymous, isMine: true, at, votes: 0, iVoted: false, answered: false, text, answer: "", waits: !refused, refused, state: "stored" });
      known.add(key);
    }
    const own = pending("question").flatMap((entry): AskedQuestion[] => {
      const { command } = entry.command;
      // Once it is stored it is shown by the room, or waits with those who teach.
      if (command.kind !== "ask" || entry.state === "stored" || known.has(keyOfEntry(entry))) return [];
      return [{
        key: keyOfEntry(entry), participant: host.me?.participant, anonymous: command.anonymous, isMine: true, at: host.roomTime(), votes: 0, iVoted: false,
        answered: false, text: command.text, answer: "", waits: false, refused: false, state: entry.state === "waiting" ? "pending" : entry.state,
      }];
    });
    const rank = (question: AskedQuestion): number => (question.answered ? 2 : question.waits || question.refused || question.state !== "stored" ? 0 : 1);
    return [...own, ...waiting, ...shown].sort((one, other) => rank(one) - rank(other) || other.votes - one.votes || one.at - other.at);
  };

  const hand = (command: Extract<Command, { kind: "hand" }>["command"]): void => give({ kind: "hand", command });
  const chat = (command: Extract<Command, { kind: "chat" }>["command"]): void => give({ kind: "chat", command });
  const question = (command: Extract<Command, { kind: "question" }>["command"]): void => give({ kind: "question", command });

  const lesson: Talking = {
    isTalking: true,
    get counts() {
      const { counts } = host;
      return counts && { present: counts.present ?? 0, hall: counts.hall ?? 0, remote: counts.remote ?? 0, students: counts.students ?? 0, hands: counts.hands ?? 0, questions: counts.questions ?? 0, voted: counts.voted };
    },
    roomTime: host.roomTime,
    may: host.may,
    get mayModerate() { return mayModerate(); },
    get hands() { return hands(); },
    get hallHands() { return replicas.core.hands.hall; },
    raiseHand(on) {
      if (hands().some(({ isMine }) => isMine) !== on) hand(on ? { kind: "raise" } : { kind: "lower" });
    },
    lowerHand: (participant) => hand({ kind: "lower", participant }),
    lowerHands: () => hand({ kind: "lowerAll" }),
    callOn: (participant) => hand({ kind: "callOn", participant }),
    pick: () => hand({ kind: "pick" }),
    countHall: (count) => hand({ kind: "countHall", count }),
    followChat: () => follow("chat", ...ofStaff("staff")),
    get isChatLoaded() { return isLoaded("chat"); },
    get chat() {
      const { slow, paused } = talk?.chatOf(stateOf(topicOf("chat"))) ?? { slow: 0, paused: false };
      return { lines: lines(), slow, paused };
    },
    say: (text, audience, answers) => chat({ kind: "say", audience, ...(answers ? { answers: refOf(answers) } : {}), text }),
    removeLine: (line) => chat({ kind: "remove", line: refOf(line) }),
    pinLine: (line, on) => chat({ kind: on ? "pin" : "unpin", line: refOf(line) }),
    get display() {
      // As it will be: switches that are tapped in a row add up.
      for (let index = outbox.entries.length - 1; index >= 0; index--) {
        const { command, state } = outbox.entries[index]!;
        if (state === "waiting" && command.kind === "room" && command.command.kind === "display") return command.command.display;
      }
      return replicas.core.display;
    },
    setDisplay: (display) => give({ kind: "room", command: { kind: "display", display } }),
    slowChat: (pause) => chat({ kind: "slow", pause: pause as never }),
    pauseChat: (paused) => chat({ kind: "pause", paused }),
    followQuestions: () => follow("questions", "personal", ...ofStaff("staff")),
    get areQuestionsLoaded() { return isLoaded("questions"); },
    get questions() { return questions(); },
    get questionsWait() { return replicas.core.questionsWait; },
    ask: (text, anonymous) => question({ kind: "ask", anonymous, text }),
    withdrawQuestion: (key) => question({ kind: "withdraw", question: refOf(key) }),
    approveQuestion: (key) => question({ kind: "approve", question: refOf(key) }),
    dismissQuestion: (key) => question({ kind: "dismiss", question: refOf(key) }),
    voteUp: (key, up) => question({ kind: "voteUp", question: refOf(key), up }),
    answerQuestion: (key, text) => question({ kind: "answer", question: refOf(key), text }),
    moderateQuestions: (before) => give({ kind: "room", command: { kind: "moderateQuestions", before } }),
  };

  Object.defineProperties(lesson, Object.getOwnPropertyDescriptors(presence.lesson));
  const { people, view, receive, lost } = presence;
  return {
    lesson,
    follow,
    people,
    view,
    receive,
    lost,
    rightsChanged,
    // Whose window changed while the keyboard went on has nothing to resend.
    refused: ({ reason, command: { kind, command } }) => (reason === "alreadySo" && ["hand", "question", "chat", "poll", "quiz", "people", "lab"].includes(kind)) || command.kind === "resize",
  };
}
