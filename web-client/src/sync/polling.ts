import type { Answer, ItemName, ItemRef, Poll, TallyView, TopicHandle, View } from "../wire/index.js";
import type { Command } from "../wire/rest.generated.js";
import { mergedTally } from "../classroom/polls.js";
import type { AskedPoll, LineKey, PageKey, PollDraft, Polling } from "./lesson.js";
import type { Pending } from "./outbox.js";
import type { TalkingHost } from "./talking.js";

export interface PollingPart {
  readonly lesson: Polling;
  /** A result came, whole or as what changed. */
  view(topic: TopicHandle, view: View, isDifference: boolean): void;
  /** The core is another: results may be followed now. */
  coreChanged(): void;
  /** The connection is a new one. */
  lost(): void;
}

type PollCommand = Extract<Command, { kind: "poll" }>["command"];

/** Polls of one tab: what the server ordered, with this tab's own votes on top of it. */
export function startPolling(host: TalkingHost, followTalk: (...kinds: ("personal" | "staff")[]) => void): PollingPart {
  const { replicas, outbox } = host;
  /** Of the poll that takes votes, for those who moderate. */
  let waitingWords: readonly string[] = [];
  const tallies = new Map<TopicHandle, TallyView>();
  /** Results that were asked for on this connection. */
  const asked = new Set<TopicHandle>();

  const keyOf = ({ outbox, counter }: ItemName): LineKey => `${outbox}:${counter}` as LineKey;
  const refOf = (key: LineKey): ItemRef => {
    const [name, counter] = key.split(":") as [string, string];
    // A draft of this tab may be named before its outbox has a handle.
    return name === outbox.own.id ? { counter: Number(counter) } : { outbox: Number(name) as never, counter: Number(counter) };
  };
  const nameIn = (ref: ItemRef, { box }: Pending): LineKey => keyOf({ outbox: ref.outbox ?? (box.handle as never), counter: ref.counter });
  const give = (command: PollCommand): void => host.give({ kind: "poll", command });

  const pendingVote = (key: LineKey, neighbour?: string): Pending | undefined => {
    for (let index = outbox.entries.length - 1; index >= 0; index--) {
      const entry = outbox.entries[index]!;
      if (entry.command.kind !== "poll" || entry.command.command.kind !== "vote" || entry.command.command.neighbour !== neighbour) continue;
      if (nameIn(entry.command.command.poll, entry) === key) return entry;
    }
    return undefined;
  };

  const own = (poll: Poll): AskedPoll["own"] => {
    const key = keyOf(poll.name);
    const pending = pendingVote(key);
    if (pending && pending.state !== "stored") {
      const { answer } = pending.command.command as { answer: Answer };
      return { answer, state: pending.state === "waiting" ? "pending" : pending.state, reason: pending.reason };
    }
    const state = replicas.others.get((65_536 - (host.me?.participant ?? 0)) as TopicHandle);
    const vote = state?.kind === "personal" ? state.votes.find((vote) => keyOf(vote.poll) === key) : undefined;
    if (vote) return { answer: vote.answer, state: "stored", reason: undefined };
    // Stored, and the topic that shows it is on its way.
    return pending && { answer: (pending.command.command as { answer: Answer }).answer, state: "stored", reason: undefined };
  };

  const pollOf = (key: LineKey): Poll | undefined => replicas.core.polls.polls.find(({ name }) => keyOf(name) === key);

  const follow = (): void => {
    const shown = replicas.core.polls.polls.filter(({ hidden }) => !hidden);
    if (shown.length > 0 && host.me) followTalk("personal");
    // A result that is withheld comes when it is shown.
    for (const { tally } of shown) {
      if (asked.has(tally)) continue;
      asked.add(tally);
      host.follow(tally);
    }
  };

  /** All that were prepared. */
  const bank = (): PollDraft[] => {
    // Nothing for who may not read it any more.
    const staff = (host.may("moderate") || host.may("teach")) && replicas.core.topics.find(({ topicKind }) => topicKind === "staff");
    const state = staff ? replicas.others.get(staff.topic) : undefined;
    return state?.kind === "staff" ? state.drafts.map(({ name, content, key, explanation }) => ({ key: keyOf(name), content, answer: key, explanation })) : [];
  };

  const lesson: Polling = {
    get polls() {
      return replicas.core.polls.polls.filter(({ hidden }) => !hidden).map((poll) => ({
        key: keyOf(poll.name), content: poll.content, phase: poll.phase, own: own(poll), tally: tallies.get(poll.tally), again: poll.again && keyOf(poll.again),
      }));
    },
    get waitingWords() {
      return waitingWords;
    },
    get drafts() {
      const opened = new Set(replicas.core.polls.polls.map(({ name }) => keyOf(name)));
      return bank().filter(({ key }) => !opened.has(key));
    },
    get questionBank() {
      return bank();
    },
    // The key of a page that the server knows is made of its topic.
    topicOf: (page) => (page.startsWith("t") ? (Number(page.slice(1)) as TopicHandle) : undefined),
    pageOf: (topic) => (replicas.core.pages.some((page) => page.topic === topic) ? (`t${topic}` as PageKey) : undefined),
    followDrafts: () => followTalk("staff"),
    draftPoll(content, key, explanation) {
      const { counter } = outbox.give({ kind: "poll", command: { kind: "draft", content, key, explanation } });
      return `${outbox.own.handle ?? outbox.own.id}:${counter}` as LineKey;
    },
    revisePoll: (poll, content, key, explanation) => give({ kind: "revise", poll: refOf(poll), content, key, explanation }),
    discardPoll: (poll) => give({ kind: "discard", poll: refOf(poll) }),
    startPoll: (poll) => give({ kind: "start", poll: refOf(poll) }),
    closePoll: (poll) => give({ kind: "close", poll: refOf(poll) }),
    revealPoll: (poll) => give({ kind: "reveal", poll: refOf(poll) }),
    hidePoll: (poll) => give({ kind: "hide", poll: refOf(poll) }),
    askAgain: (poll) => give({ kind: "askAgain", poll: refOf(poll) }),
    vote: (poll, answer, neighbour) => give({ kind: "vote", poll: refOf(poll), answer, ...(neighbour === undefined ? {} : { neighbour }) }),
    countVotes: (poll, option, count) => give({ kind: "countHall", poll: refOf(poll), option, count }),
    voteFor(key, neighbour) {
      const entry = pendingVote(key, neighbour);
      return entry && { answer: (entry.command.command as { answer: Answer }).answer, state: entry.state === "waiting" ? "pending" : entry.state, reason: entry.reason };
    },
    mayKnow({ content: { rules }, phase }) {
      const isStaff = host.may("moderate") || host.may("teach");
      return rules.secrecy === "staff" ? isStaff : rules.secrecy === "named" && (isStaff || rules.live || phase.kind === "revealed");
    },
    ballotsOf(key) {
      const poll = pollOf(key);
      const state = poll && replicas.others.get(poll.ballots);
      return poll && (state?.kind === "ballots" ? state.ballots : host.isCurrent(poll.ballots) ? [] : undefined);
    },
    followBallots(key, on) {
      const poll = pollOf(key);
      if (!poll) return;
      if (on) void host.loadTalk().then(() => host.follow(poll.ballots));
      else host.unfollow(poll.ballots);
    },
    showWord: (poll, word, shown) => give({ kind: "approveWord", poll: refOf(poll), shown, word }),
  };

  return {
    lesson,
    view(topic, view, isDifference) {
      if (view.kind === "house") waitingWords = view.words;
      if (view.kind !== "tally") return;
      const before = tallies.get(topic);
      tallies.set(topic, isDifference && before ? mergedTally(before, view) : view);
      host.changed();
    },
    coreChanged: follow,
    lost: () => asked.clear(),
  };
}
