import type { AskedQuestion, ChangeState, Chat, Counts, LessonChange, Line, LineKey, Me, RaisedHand, Talking } from "../src/sync/lesson.js";
import type { Audience, Display, ParticipantHandle, Right, Rights, Role } from "../src/wire/index.js";

/** Hands, chat and questions without a server: everything is accepted at once. */
export abstract class FakeTalking implements Talking {
  isTalking = true;
  counts: Counts | undefined;
  hands: RaisedHand[] = [];
  hallHands = 0;
  isChatLoaded = true;
  chat: Chat & { lines: Line[] } = { lines: [], slow: 0, paused: false };
  areQuestionsLoaded = true;
  questions: AskedQuestion[] = [];
  questionsWait = false;
  abstract me: Me;
  abstract roles: Map<Role, Rights>;
  abstract tell(change: LessonChange): void;
  private lineCount = 0;

  roomTime(): number {
    return Date.now();
  }
  may(right: Right): boolean {
    return this.roles.get(this.me.role)?.[right] ?? false;
  }
  get mayModerate(): boolean {
    return this.may("moderate") || this.may("teach");
  }

  raiseHand(on: boolean): void {
    this.hands = this.hands.filter(({ isMine }) => !isMine);
    if (on) this.hands.push({ participant: this.me.participant, since: Date.now(), isMine: true });
    this.talked();
  }
  lowerHand(who: ParticipantHandle): void {
    this.hands = this.hands.filter(({ participant }) => participant !== who);
    this.talked();
  }
  lowerHands(): void {
    this.hands = [];
    this.hallHands = 0;
    this.talked();
  }
  callOn(participant: ParticipantHandle): void {
    this.lowerHand(participant);
    this.tell({ kind: "calledOn", participant, isMe: participant === this.me.participant, picked: false });
  }
  pick(): void {
    if (this.hands[0]) this.callOn(this.hands[0].participant);
  }
  countHall(count: number): void {
    this.hallHands = count;
    this.talked();
  }

  followChat(): void {}
  say(text: string, audience: Audience, answers?: LineKey): void {
    this.speakUp(text, this.me.participant, audience, { isMine: true, answers });
  }
  removeLine(key: LineKey): void {
    this.chat = { ...this.chat, lines: this.chat.lines.filter((line) => line.key !== key) };
    this.talked();
  }
  pinLine(key: LineKey, pinned: boolean): void {
    this.chat = { ...this.chat, lines: this.chat.lines.map((line) => (line.key === key ? { ...line, pinned } : line)) };
    this.talked();
  }
  display: Display = { code: false, hands: false, results: false, blank: false };
  setDisplay(display: Display): void {
    this.display = display;
    this.tell({ kind: "talk" });
  }
  slowChat(slow: number): void {
    this.chat = { ...this.chat, slow };
    this.talked();
  }
  pauseChat(paused: boolean): void {
    this.chat = { ...this.chat, paused };
    this.talked();
  }

  followQuestions(): void {}
  ask(text: string, anonymous: boolean): void {
    this.wonder(text, this.me.participant, { isMine: true, anonymous });
  }
  withdrawQuestion(key: LineKey): void {
    this.questions = this.questions.filter((question) => question.key !== key);
    this.talked();
  }
  approveQuestion(key: LineKey): void {
    this.alter(key, { waits: false });
  }
  dismissQuestion(key: LineKey): void {
    this.withdrawQuestion(key);
  }
  voteUp(key: LineKey, on: boolean): void {
    const votes = this.questions.find((question) => question.key === key)!.votes + (on ? 1 : -1);
    this.alter(key, { iVoted: on, votes });
  }
  answerQuestion(key: LineKey, answer: string): void {
    this.alter(key, { answered: true, answer });
  }
  moderateQuestions(on: boolean): void {
    this.questionsWait = on;
    this.talked();
  }

  /** Somebody says something. */
  speakUp(text: string, participant: ParticipantHandle, audience: Audience = "everyone", more: { isMine?: boolean; answers?: LineKey | undefined; pinned?: boolean; state?: ChangeState } = {}): void {
    const key = `2:${++this.lineCount}` as LineKey;
    this.chat.lines.push({ key, participant, isMine: false, at: Date.now(), audience, answers: undefined, pinned: false, text, state: "stored", ...more });
    this.talked();
  }

  /** Somebody asks something. */
  wonder(text: string, participant: ParticipantHandle | undefined, more: Partial<AskedQuestion> = {}): void {
    const key = `3:${++this.lineCount}` as LineKey;
    this.questions.push({ key, participant, anonymous: participant === undefined, isMine: false, at: Date.now(), votes: 0, iVoted: false, answered: false, text, answer: "", waits: false, refused: false, state: "stored", ...more });
    this.talked();
  }

  private alter(key: LineKey, fields: Partial<AskedQuestion>): void {
    this.questions = this.questions.map((question) => (question.key === key ? { ...question, ...fields } : question));
    this.talked();
  }

  private talked(): void {
    this.tell({ kind: "talk" });
  }
}
