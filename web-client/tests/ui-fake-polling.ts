import type { AskedPoll, LineKey, PageKey, PollDraft, Polling } from "../src/sync/lesson.js";
import type { Answer, AnswerKey, PollContent, TallyView, TopicHandle } from "../src/wire/index.js";
import { FakeTalking } from "./ui-fake-talking.js";

/** Polls without a server. */
export abstract class FakePolling extends FakeTalking implements Polling {
  polls: AskedPoll[] = [];
  drafts: PollDraft[] = [];
  waitingWords: string[] = [];
  private pollCount = 0;

  get questionBank(): readonly PollDraft[] {
    return this.drafts;
  }
  topicOf(page: PageKey): TopicHandle | undefined {
    return page.startsWith("t") ? (Number(page.slice(1)) as TopicHandle) : undefined;
  }
  pageOf(topic: TopicHandle): PageKey {
    return `t${topic}` as PageKey;
  }
  followDrafts(): void {}
  draftPoll(content: PollContent, answer: AnswerKey, explanation: string): LineKey {
    const key = `4:${++this.pollCount}` as LineKey;
    this.drafts = [...this.drafts, { key, content, answer, explanation }];
    this.polled();
    return key;
  }
  revisePoll(poll: LineKey, content: PollContent, answer: AnswerKey, explanation: string): void {
    this.drafts = this.drafts.map((draft) => (draft.key === poll ? { key: poll, content, answer, explanation } : draft));
    this.polled();
  }
  discardPoll(poll: LineKey): void {
    this.drafts = this.drafts.filter(({ key }) => key !== poll);
    this.polled();
  }
  startPoll(poll: LineKey): void {
    const draft = this.drafts.find(({ key }) => key === poll);
    this.discardPoll(poll);
    if (draft) this.polls = [{ key: poll, content: draft.content, phase: { kind: "running" }, own: undefined, tally: { answered: 0, rows: [] }, again: undefined }];
    this.polled();
  }
  closePoll(poll: LineKey): void {
    this.is(poll, { phase: { kind: "closed" } });
  }
  revealPoll(poll: LineKey): void {
    this.is(poll, { phase: { kind: "revealed", key: { kind: "options", options: [1] }, explanation: "Because." } });
  }
  hidePoll(poll: LineKey): void {
    this.polls = this.polls.filter(({ key }) => key !== poll);
    this.polled();
  }
  askAgain(): void {}
  vote(poll: LineKey, answer: Answer): void {
    this.is(poll, { own: { answer, state: "stored", reason: undefined } });
  }
  countVotes(): void {}
  showWord(): void {}
  voteFor(): undefined {
    return undefined;
  }
  mayKnow(): boolean {
    return false;
  }
  ballotsOf(): undefined {
    return undefined;
  }
  followBallots(): void {}

  /** A poll with a result. */
  show(content: PollContent, more: Partial<AskedPoll>, tally?: TallyView): void {
    this.polls = [{ key: `4:${++this.pollCount}` as LineKey, content, phase: { kind: "running" }, own: undefined, tally, again: undefined, ...more }];
    this.polled();
  }

  private is(poll: LineKey, fields: Partial<AskedPoll>): void {
    this.polls = this.polls.map((one) => (one.key === poll ? { ...one, ...fields } : one));
    this.polled();
  }

  private polled(): void {
    this.tell({ kind: "talk" });
  }
}
