/** A page with a lesson that nobody gives, to look at the views: see `make web-dev`. */
import type { PageKey, StrokeKey, TimedSample } from "../src/sync/lesson.js";
import type { InkFormat } from "../src/wire/ink/format.js";
import type { Background, ParticipantHandle, Rejection, StrokeStyle } from "../src/wire/index.js";
import { JoinPage } from "../src/ui/join-page.js";
import { RoomView } from "../src/ui/room-view.js";
import { applyTheme } from "../src/ui/theme.js";
import { preferredLanguage, say, speak, speakMore } from "../src/ui/words.js";
import { FakeLesson } from "./ui-fake-lesson.js";

const query = new URLSearchParams(location.search);
const pressed: InkFormat = { kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 };
const flat: InkFormat = { ...pressed, pressure: 3 };
const pen = (index: number, width = 22): StrokeStyle => ({ tool: "pen", colour: { kind: "palette", index }, width });
const marker = (index: number, width = 200): StrokeStyle => ({ tool: "highlighter", colour: { kind: "palette", index }, width });

interface Line {
  readonly page: string;
  readonly points: readonly [number, number, number | null, number | null][];
}

async function corpus(name: string): Promise<Line[]> {
  const answer = await fetch(`/ink/${name}.jsonl`).catch(() => undefined);
  const text = answer?.ok ? (await answer.text()).trim() : "";
  if (!text) return scribbles();
  // This source was written upside down.
  return text.split("\n").map((line) => JSON.parse(line) as Line).map(({ page, points }) => ({ page, points: points.map(([x, y, pressure, time]) => [x, 1080 - y, pressure, time]) }));
}

function scribbles(): Line[] {
  return Array.from({ length: 200 }, (_, line) => ({
    page: "made",
    points: Array.from({ length: 40 }, (_, index) => [80 + (line % 20) * 90 + index * 1.6, 90 + Math.floor(line / 20) * 95 + Math.sin(index / 3 + line) * 20, 120 + Math.round(Math.sin(index / 5) * 80), index * 8] as [number, number, number, number]),
  }));
}

function timed({ points }: Line, dx = 0, dy = 0, scale = 1): TimedSample[] {
  return points.map(([x, y, pressure, time], index) => ({ x: Math.round((x * scale + dx) * 8), y: Math.round((y * scale + dy) * 8), pressure: pressure ?? 255, time: time ?? index * 8 }));
}

function wave(from: number, to: number, y: number, height: number, length: number): TimedSample[] {
  return Array.from({ length: 120 }, (_, index) => {
    const x = from + ((to - from) * index) / 119;
    return { x: Math.round(x * 8), y: Math.round((y - Math.sin(((x - from) / length) * Math.PI * 2) * height) * 8), pressure: Math.round(110 + 60 * Math.sin(index / 7)), time: index * 8 };
  });
}

async function fill(lesson: FakeLesson): Promise<Line[]> {
  const first = lesson.taught!;
  const lines = await corpus("gm-wacom");
  const mine = lines.filter(({ page }) => page === lines[0]!.page).slice(0, 150);
  const boxes = mine.map(({ points }) => points.map(([, y]) => y));
  const top = Math.min(...boxes.flat());
  for (const [index, line] of mine.entries()) lesson.put(first, pen(index > 110 ? 9 : 0, 20), pressed, timed(line, 150, 470 - top * 1.15, 1.15));
  lesson.put(first, pen(0, 20), pressed, straight(200, 330, 1000, 330));
  lesson.put(first, pen(0, 20), pressed, straight(210, 130, 210, 430));
  lesson.put(first, pen(9, 36), pressed, wave(212, 980, 280, 100, 384));
  lesson.put(first, pen(2, 28), pressed, wave(212, 980, 280, 60, 256));
  lesson.put(first, marker(4), flat, straight(1180, 220, 1700, 224));
  lesson.put(first, pen(6, 30), flat, wave(1190, 1690, 222, 14, 90));
  for (const background of ["squares", "lines", "dots", "staves"] as Background[]) {
    const page = lesson.addPage(lesson.pages[lesson.pages.length - 1]!.key, background);
    for (const line of lines.slice(200 + lesson.pages.length * 60, 240 + lesson.pages.length * 60)) lesson.put(page, pen(lesson.pages.length * 3 % 16), pressed, timed(line, 60, 0));
  }
  lesson.namePage(lesson.pages[1]!.key, "Energy");
  return lines;
}

function straight(x0: number, y0: number, x1: number, y1: number): TimedSample[] {
  return Array.from({ length: 30 }, (_, index) => ({ x: Math.round((x0 + ((x1 - x0) * index) / 29) * 8), y: Math.round((y0 + ((y1 - y0) * index) / 29 + Math.sin(index / 4)) * 8), pressure: 140, time: index * 8 }));
}

/** Real strokes again and again, on a page many screens full. */
function many(lesson: FakeLesson, page: PageKey, lines: readonly Line[], count: number): void {
  for (let index = 0; index < count; index++) {
    const line = lines[index % lines.length]!;
    const copy = Math.floor(index / lines.length);
    lesson.put(page, index % 50 === 49 ? marker(index % 16, 120) : pen(Math.floor(index / 60) % 16, 20), pressed, timed(line, ((copy * 37) % 200) + ((index * 7) % 40), (copy * 53) % 180));
  }
}

async function start(): Promise<void> {
  applyTheme();
  await speak(preferredLanguage(query.get("lang") ?? undefined, ["en"]));
  if (query.has("join")) {
    if (query.has("wrong")) await speakMore();
    const complaint = query.has("wrong") ? { field: "room" as const, text: say("denial.noSuchRoom") } : undefined;
    document.body.replaceChildren(new JoinPage({ room: query.get("join") ?? "", name: query.get("name") ?? "" }, () => undefined, (language) => void speak(language).then(start), complaint));
    return;
  }
  const lesson = new FakeLesson();
  const lines = await fill(lesson);
  lesson.presentCount = 148;
  const names = ["Amina Yusuf", "李小龙", "José Álvarez", "فاطمة الزهراء", "عائشہ خان", "Thandiwe Dube", "Bjørn Ødegård", "Ngọc Trần", "Chinedu Okafor"];
  lesson.people = names.map((name, index) => ({ participant: (index + 1) as ParticipantHandle, name, role: index === 0 ? "lecturer" : index === 1 ? "assistant" : "student", place: index % 3 === 0 ? "hall" : index % 3 === 1 ? "remote" : "unknown", device: "phone", here: index !== 8, banned: index === 8, grants: index === 2 ? ["write"] : [], mayWrite: index < 3 }));
  if (query.get("role") === "student") {
    lesson.mayTeach = false;
    lesson.mayWrite = query.has("pen");
    lesson.me = { participant: 4 as ParticipantHandle, outbox: 9, role: "student" };
  }
  if (query.get("role") === "screen") {
    lesson.mayTeach = lesson.mayWrite = false;
    lesson.me = { participant: 9 as ParticipantHandle, outbox: 9, role: "screen" };
    lesson.display = { code: query.has("code"), hands: query.has("hands"), results: query.has("poll"), blank: query.has("blank") };
  }
  lesson.counts = { present: 148, hall: 90, remote: 58, students: 146, hands: 5, questions: 3, voted: 97 };
  lesson.hands = [4, 6, 7].map((who, index) => ({ participant: who as ParticipantHandle, since: Date.now() - (190 - index * 70) * 1000, isMine: who === 4 && query.get("role") === "student" }));
  lesson.hallHands = 2;
  lesson.speakUp("The exercise sheet is at the end of the slides.", 1 as ParticipantHandle, "everyone", { pinned: true });
  lesson.speakUp("هل يمكنك تكبير الشريحة من فضلك؟", 4 as ParticipantHandle, "everyone", { isMine: query.get("role") === "student" });
  lesson.speakUp("I lost the sound for a minute, it is back now.", 6 as ParticipantHandle);
  lesson.speakUp("Same here", 4 as ParticipantHandle, "everyone", { isMine: query.get("role") === "student", state: "pending" });
  lesson.wonder("Why is the energy proportional to the square of the amplitude?", 6 as ParticipantHandle, { votes: 12, iVoted: true });
  lesson.wonder("Will this be in the exam?", undefined, { votes: 31 });
  lesson.wonder("Does damping change the frequency?", 7 as ParticipantHandle, { answered: true, answer: "A little: see page 3.", votes: 4 });
  lesson.wonder("Can you say the last step again?", 5 as ParticipantHandle, { waits: lesson.mayTeach, isMine: !lesson.mayTeach });
  const now = Date.now();
  lesson.paceCurve = Array.from({ length: 60 }, (_, index) => ({ at: now - (60 - index) * 9_000, tooFast: Math.round(14 * Math.max(0, Math.sin(index / 9))), tooSlow: Math.round(4 * Math.max(0, Math.cos(index / 12))), lost: index > 40 ? Math.round((index - 40) * 0.9) : Math.round(3 * Math.max(0, Math.sin(index / 5))) }));
  lesson.attendance = names.map((_, index) => ({ participant: (index + 1) as ParticipantHandle, here: index !== 8, joined: now - (80 - index * 6) * 60_000, left: index === 8 ? now - 600_000 : undefined, stay: (78 - index * 7) * 60_000, hands: index % 4, answers: (index * 3) % 7 }));
  const poll = query.get("poll");
  if (poll) {
    const rules = { secrecy: "anonymous", live: false, neighbours: true, changes: true, moderated: false } as const;
    const row = (row: number, votes: number, word?: string) => ({ row, votes, remote: row === 2 ? 9 : 0, hall: row === 1 ? 12 : 0, ...(word ? { word } : {}) });
    const half = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>";
    const evil = "<math><mi href='javascript:alert(1)' onclick='alert(2)' style='color:red'>x</mi><script>alert(3)</script><img src='x' onerror='alert(4)'><maction actiontype='statusline#'><mi>y</mi></maction></math>";
    if (poll === "formula") lesson.show({ pollKind: "single", rules, prompt: `What is ${half} of ${evil}?`, options: [half, "<b>no markup</b>", "<math>"].map((text) => ({ text })) }, {});
    else if (poll === "words") lesson.show({ pollKind: "words", rules, prompt: "In a word or two?", options: [] }, {}, { answered: 97, rows: ["energy", "amplitude", "phase", "رنين", "damping", "period"].map((word, index) => row(index, 40 - index * 7, word)) });
    else lesson.show({ pollKind: "single", rules, prompt: "What happens to the energy when the amplitude doubles?", options: ["It stays the same", "It doubles", "It grows fourfold", "It halves"].map((text) => ({ text })) },
      { ...(poll === "revealed" ? { phase: { kind: "revealed", key: { kind: "options", options: [2] }, explanation: "It grows with the square of the amplitude." } } : { phase: { kind: "running", closes: Date.now() + 47_000 } }), own: { answer: { kind: "option", option: 2 }, state: poll === "pending" ? "pending" : "stored", reason: undefined } },
      poll === "revealed" || lesson.mayTeach ? { answered: 97, rows: [row(0, 11), row(1, 30), row(2, 52), row(3, 4)] } : undefined);
  }
  const count = Number(query.get("strokes") ?? 0);
  if (count > 0) many(lesson, lesson.taught!, lines, count);
  if (query.has("refused")) lesson.refusals = [{ reason: query.get("refused") as Rejection, page: lesson.taught, strokes: [] as StrokeKey[], command: "page.cut" }];
  if (query.get("link") === "slow") lesson.setLink({ kind: "slow", roundTrip: 1_200, delay: 4_000 });
  if (query.get("link") === "offline") lesson.setLink({ kind: "offline" }, 20);
  if (query.get("link") === "replaced") lesson.setLink({ kind: "ended", reason: "replaced" }, 0);
  const room = new RoomView(lesson, "K7M 4QX", (language) => speak(language));
  document.body.replaceChildren(room);
  Object.assign(window, { lesson, room, write: (line: number, dx: number, dy: number, tick: number, jitter: number) => lesson.write(lesson.taught!, pen(2, 24), pressed, timed(lines[line]!, dx, dy, 3), tick, jitter) });
}

void start();
