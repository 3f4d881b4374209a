import type { ItemName, ItemRef, LeaderboardView, PollContent, PollPhase, Quiz, TallyView, TopicHandle, TopicState, View } from "../wire/index.js";
import type { Command } from "../wire/rest.generated.js";
import { mergedTally } from "../classroom/polls.js";
import type { AskedPoll, AskedQuiz, LineKey, QuizDraft, Quizzing } from "./lesson.js";
import type { Pending } from "./outbox.js";
import type { TalkingHost } from "./talking.js";

export interface QuizzingPart {
  readonly lesson: Quizzing;
  /** A result or the best came, whole or as what changed. */
  view(topic: TopicHandle, view: View, isDifference: boolean): void;
  /** The core is another: topics of quizzes may be followed now. */
  coreChanged(): void;
  /** The connection is a new one. */
  lost(): void;
}

type QuizCommand = Extract<Command, { kind: "quiz" }>["command"];
type State<Kind extends TopicState["kind"]> = Extract<TopicState, { kind: Kind }>;

/** The question that this person sees. */
interface Shown {
  readonly question: number;
  readonly phase: PollPhase;
  readonly content: PollContent;
}

/** Quizzes of one tab: what the server ordered, with this tab's own answers on top of it. */
export function startQuizzing(host: TalkingHost, followTalk: (...kinds: ("personal" | "staff")[]) => void): QuizzingPart {
  const { replicas, outbox } = host;
  const tallies = new Map<TopicHandle, { question: number | undefined; tally: TallyView }>();
  const bests = new Map<TopicHandle, LeaderboardView>();
  /** Topics that were asked for on this connection. */
  const followed = new Set<TopicHandle>();
  /** When this device showed a question, on its own clock (rule R13). */
  const shownAt = new Map<string, number>();

  const keyOf = ({ outbox, counter }: ItemName): LineKey => `${outbox}:${counter}` as LineKey;
  const refOf = (key: LineKey): ItemRef => {
    const [name, counter] = key.split(":") as [string, string];
    // A draft of this tab may be named before its outbox has a handle.
    return name === outbox.own.id ? { counter: Number(counter) } : { outbox: Number(name) as never, counter: Number(counter) };
  };
  const nameIn = (ref: ItemRef, { box }: Pending): LineKey => keyOf({ outbox: ref.outbox ?? (box.handle as never), counter: ref.counter });
  const give = (command: QuizCommand): void => host.give({ kind: "quiz", command });

  const personal = (): State<"personal"> | undefined => {
    const state = replicas.others.get((65_536 - (host.me?.participant ?? 0)) as TopicHandle);
    return state?.kind === "personal" ? state : undefined;
  };
  const staff = (): State<"staff"> | undefined => {
    const entry = replicas.core.topics.find(({ topicKind }) => topicKind === "staff");
    const state = entry && replicas.others.get(entry.topic);
    return state?.kind === "staff" ? state : undefined;
  };

  /** The one on the screens: the latest that is not put away. */
  const current = (): Quiz | undefined => {
    const onScreens = replicas.core.quizzes.quizzes.filter(({ hidden }) => !hidden);
    return onScreens[onScreens.length - 1];
  };

  const isOf = (key: LineKey) => ({ quiz }: { quiz: ItemName }): boolean => keyOf(quiz) === key;

  const shown = (quiz: Quiz): Shown | undefined =>
    quiz.quizPace === "lecturer" ? quiz.asked : quiz.finished ? undefined : personal()?.quizzes.find(isOf(keyOf(quiz.name)));

  /** The last command of this tab about a quiz that `is` it and is not over. */
  const pending = (key: LineKey, is: (command: QuizCommand) => boolean): Pending | undefined => {
    const found = outbox.entries.filter((entry) => {
      const { command } = entry;
      return command.kind === "quiz" && "quiz" in command.command && is(command.command) && nameIn(command.command.quiz, entry) === key;
    });
    return found[found.length - 1];
  };

  const own = (key: LineKey, question: number): AskedPoll["own"] => {
    const entry = pending(key, (command) => command.kind === "answer" && command.question === question);
    const given = entry && (entry.command.command as Extract<QuizCommand, { kind: "answer" }>).answer;
    if (entry && entry.state !== "stored") return { answer: given!, state: entry.state === "waiting" ? "pending" : entry.state, reason: entry.reason };
    const answer = personal()?.answers.find((one) => one.question === question && isOf(key)(one))?.answer;
    if (answer) return { answer, state: "stored", reason: undefined };
    // Stored, and the topic that shows it is on its way.
    return given && { answer: given, state: "stored", reason: undefined };
  };

  const tallyOf = ({ tally }: Quiz, question: number): TallyView | undefined => {
    const found = tallies.get(tally);
    return found?.question === question ? found.tally : undefined;
  };

  const seen = (quiz: Quiz): AskedQuiz => {
    const key = keyOf(quiz.name);
    const now = shown(quiz);
    const answers = (personal()?.answers ?? []).filter(isOf(key));
    const mine = now && answers.find(({ question }) => question === now.question);
    const best = bests.get(quiz.leaderboard);
    const all = staff()?.answers.filter(isOf(key)) ?? [];
    return {
      key, title: quiz.title, count: quiz.count, pace: quiz.quizPace, isFinished: quiz.finished, isShown: quiz.shown,
      number: now?.question,
      question: now && { key: `${key}/${now.question}` as LineKey, content: now.content, phase: now.phase, own: own(key, now.question), tally: tallyOf(quiz, now.question), again: undefined },
      after: mine?.after, result: mine?.result,
      points: answers.reduce((sum, { result }) => sum + (result?.points ?? 0), 0),
      right: answers.filter(({ result }) => result?.right).length,
      isGoingOn: pending(key, ({ kind }) => kind === "next")?.state === "waiting",
      best: best && [...best.standings].sort((one, other) => other.points - one.points || one.participant - other.participant),
      answersGiven: all.length, peopleAnswering: new Set(all.map(({ participant }) => participant)).size,
    };
  };

  const follow = (): void => {
    const quiz = current();
    if (!quiz) return;
    if (host.me) followTalk("personal");
    // What is withheld comes when it is shown.
    for (const topic of [quiz.tally, quiz.leaderboard]) {
      if (followed.has(topic)) continue;
      followed.add(topic);
      host.follow(topic);
    }
  };

  const lesson: Quizzing = {
    get quiz() {
      const quiz = current();
      return quiz && seen(quiz);
    },
    get quizDrafts(): QuizDraft[] {
      const begun = new Set(replicas.core.quizzes.quizzes.map(({ name }) => keyOf(name)));
      return (staff()?.quizzes ?? []).map(({ name, title, questions, quizPace, leaderboard }) => ({ key: keyOf(name), title, pace: quizPace, isShown: leaderboard, questions })).filter(({ key }) => !begun.has(key));
    },
    draftQuiz(quizPace, leaderboard, title, questions) {
      const { counter } = outbox.give({ kind: "quiz", command: { kind: "draft", quizPace, leaderboard, title, questions: [...questions] } });
      return `${outbox.own.handle ?? outbox.own.id}:${counter}` as LineKey;
    },
    discardQuiz: (quiz) => give({ kind: "discard", quiz: refOf(quiz) }),
    startQuiz: (quiz) => give({ kind: "start", quiz: refOf(quiz) }),
    nextQuestion: (quiz) => give({ kind: "next", quiz: refOf(quiz) }),
    closeQuestion: (quiz) => give({ kind: "close", quiz: refOf(quiz) }),
    revealQuestion: (quiz) => give({ kind: "reveal", quiz: refOf(quiz) }),
    finishQuiz: (quiz) => give({ kind: "finish", quiz: refOf(quiz) }),
    hideQuiz: (quiz) => give({ kind: "hide", quiz: refOf(quiz) }),
    showLeaderboard: (quiz, shown) => give({ kind: "showLeaderboard", quiz: refOf(quiz), shown }),
    answerQuiz(quiz, question, answer) {
      const since = shownAt.get(`${quiz}/${question}`);
      const after = since === undefined ? 0 : Math.max(0, Math.round(host.now() - since));
      give({ kind: "answer", quiz: refOf(quiz), question, after: Math.min(after, 0xffffffff) as never, answer });
    },
    showedQuestion() {
      const quiz = current();
      const now = quiz && shown(quiz);
      if (!now) return;
      const key = `${keyOf(quiz.name)}/${now.question}`;
      if (!shownAt.has(key)) shownAt.set(key, host.now());
    },
    quizTimeLeft() {
      const quiz = current();
      const now = quiz && shown(quiz);
      if (!quiz || now?.phase.kind !== "running" || now.phase.closes === undefined) return undefined;
      const { seconds } = now.content.rules;
      const since = shownAt.get(`${keyOf(quiz.name)}/${now.question}`);
      // As the room counts: a device that was away, or shows the question anew, has no more than what is still accepted.
      const room = now.phase.closes + host.roundTrip() - host.roomTime();
      return seconds === undefined || since === undefined ? room : Math.min(room, since + seconds * 1000 - host.now());
    },
  };

  return {
    lesson,
    view(topic, view, isDifference) {
      if (view.kind === "leaderboard") bests.set(topic, view);
      else if (view.kind === "tally") {
        const quiz = replicas.core.quizzes.quizzes.find(({ tally }) => tally === topic);
        if (!quiz) return;
        const before = tallies.get(topic);
        tallies.set(topic, { question: quiz.asked?.question, tally: isDifference && before ? mergedTally(before.tally, view) : view });
      } else return;
      host.changed();
    },
    coreChanged: follow,
    lost: () => followed.clear(),
  };
}
