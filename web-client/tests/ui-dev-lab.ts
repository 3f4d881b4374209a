/** Labs with machines that nobody runs, to look at: `/lab.html?role=lecturer`, see `make web-dev`. */
import roomCSS from "css/more.css";
import { keyOf } from "../src/classroom/item-key.js";
import type { Machine, ParticipantHandle } from "../src/wire/index.js";
import { hallLab, labPage } from "../src/ui/lab/index.js";
import { h } from "../src/ui/element.js";
import { wear } from "../src/ui/style.js";
import { applyTheme } from "../src/ui/theme.js";
import { preferredLanguage, speak } from "../src/ui/words.js";
import { FakeDesk } from "./ui-fake-desk.js";

const query = new URLSearchParams(location.search);

const sheet = `# Watch a server at work

Your group has a Linux machine. **One of you types**, the others watch and ask for the keyboard.
Everything here is explained in [the handout](https://example.org/handout).

## Look around

- [ ] Find out who you are and where: \`whoami\`, \`pwd\`

  \`\`\`sh
  whoami
  pwd
  \`\`\`
- [ ] Start \`top\` and find the busiest process
- [ ] Serve this folder on port 8000

  \`\`\`sh
  python3 -m http.server 8000
  \`\`\`
- [ ] Install the monitor from the file *install-vitals.sh*

## What the columns mean

| Column | Meaning |
| --- | --- |
| \`%CPU\` | share of one processor |
| \`RES\` | memory that is really used |

> If something breaks, **Make new** gives you a fresh machine.

<script>alert(1)</script> ![picture](https://example.org/x.png) [bad](javascript:alert(1))
`;

const prompt = "\x1b[1;32mamina@lab\x1b[0m:\x1b[1;34m~\x1b[0m$ ";
const session = [
  `Welcome to your machine.\r\n${prompt}`, "ls --color -l\r\n",
  "total 188\r\n-rwxr-xr-x 1 amina users   2310 Nov 26 09:12 \x1b[1;32minstall-vitals.sh\x1b[0m\r\n-rw-r--r-- 1 amina users    418 Nov 26 09:12 notes.txt\r\ndrwxr-xr-x 2 amina users   4096 Nov 26 09:12 \x1b[1;34mpublic\x1b[0m\r\n-rw-r--r-- 1 amina users 184220 Nov 26 09:12 \x1b[1;31mvitals-0.3.tar.gz\x1b[0m\r\n",
  prompt, "cat notes.txt\r\n", "Notes · ملاحظات · 注意事項 · یادداشت\r\nالسلام عليكم ورحمة الله، هذا سطر بالعربية مع رقم 42.\r\n日本語の文字は二つのセルを占めます。 한국어도 마찬가지입니다.\r\ncafe\u0301 nai\u0308ve  e\u0302tre  \u{1f600} \u{1f680}\r\n",
  prompt, "./styles\r\n",
  "\x1b[1mbold\x1b[0m \x1b[2mfaint\x1b[0m \x1b[3mitalic\x1b[0m \x1b[4munderline\x1b[0m \x1b[4:2mdouble\x1b[0m \x1b[4:3mcurly\x1b[0m \x1b[4:4mdotted\x1b[0m \x1b[4:5mdashed\x1b[0m \x1b[7minverse\x1b[0m \x1b[9mstruck\x1b[0m \x1b[53mover\x1b[0m\r\n",
  Array.from({ length: 8 }, (_, index) => `\x1b[3${index}m colour${index}\x1b[0m`).join("") + "\r\n" + Array.from({ length: 8 }, (_, index) => `\x1b[4${index}m  ${index}  \x1b[10${index}m b${index}  \x1b[0m`).join("") + "\r\n",
  Array.from({ length: 72 }, (_, index) => `\x1b[48;2;${Math.round(index * 3.5)};${Math.round(120 + 100 * Math.sin(index / 9))};${Math.round(255 - index * 3)}m `).join("") + "\x1b[0m\r\n",
  "┌─────────┬──────╮ ╔═══╦══╗ ▁▂▃▄▅▆▇█ ░▒▓ ▖▗▘▙▚▛▜▝▞▟\r\n│ \x1b[32mtable\x1b[0m   │ box  │ ║ ═ ║  ║ ┏━━┳━━┓ ╭╌╌╮ ⣿⣷ → ✓\r\n└─────────┴──────╯ ╚═══╩══╝ ┗━━┻━━┛ ╰┄┄╯\r\n",
  "See \x1b]8;;https://example.org/vitals\x1b\\the manual of vitals\x1b]8;;\x1b\\ and \x1b]8;;javascript:alert(1)\x1b\\not this\x1b]8;;\x1b\\.\r\n",
  prompt,
];

async function recording(name: string): Promise<string> {
  const answer = await fetch(`/terminal/${name}.bytes`).catch(() => undefined);
  return answer?.ok ? answer.text() : "";
}

/** Groups of `desk`, as they are half an hour into the lab. */
async function fill(desk: FakeDesk, machines: readonly Machine[]): Promise<void> {
  const recordings = await Promise.all(["htop", "top", "vim-syntax", "mc-color", "ls", "nano", "python", "grep"].map(recording));
  for (const [index, { name }] of machines.entries()) {
    const key = keyOf(name);
    const machine = desk.machine(key);
    const people = desk.people.slice(index * 3, index * 3 + 3);
    machine.group = people.length > 0 ? people : [(40 + index * 2) as ParticipantHandle, (41 + index * 2) as ParticipantHandle];
    machine.driver = machine.group[0];
    machine.done = [0, 1, 2, 3].slice(0, index % 5);
    if (index === 3) [machine.state, machine.reason, machine.driver] = ["failed", "The machine ended: out of memory (512 MiB)", undefined];
    if (index === 5) [machine.state, machine.driver] = ["starting", undefined];
    if (index === 6) [machine.state, machine.driver] = ["stopped", undefined];
    if (index === 1) machine.queue = [machine.group[1]!, machine.group[2]!];
    if (index === 1) desk.hands.add(machine.group[1]!);
    const screen = desk.machines.get(key)!;
    screen.feed(index % 3 === 0 || machine.state !== "running" ? session.join("") : recordings[index % recordings.length]!);
  }
}

async function start(): Promise<void> {
  const look = query.get("theme");
  if (look) localStorage.setItem("takhti.theme", look);
  // As in a lesson, whose styles are there too.
  wear(roomCSS);
  applyTheme();
  await speak(preferredLanguage(query.get("language") ?? "en", []));
  const desk = new FakeDesk();
  const role = query.get("role") ?? "student";
  const count = Number(query.get("machines") ?? 8);
  if (role === "lecturer") [desk.me, desk.mayTeach] = [1 as ParticipantHandle, true];
  if (query.has("empty")) desk.labs = [];
  else {
    const { state } = desk.add("Watching a server at work", sheet, count, (query.get("rule") ?? "queue") as "queue");
    await fill(desk, state.machines);
    const own = desk.machine(keyOf(state.machines[0]!.name));
    own.ports = [8000];
    if (query.has("alone")) for (const { state } of desk.labs) for (const machine of state.machines) machine.group = machine.group.filter((who) => who !== desk.me);
    if (query.has("other")) own.driver = 3 as ParticipantHandle;
    if (query.has("free")) own.driver = undefined;
    if (query.has("asked")) [own.driver, own.queue] = [3 as ParticipantHandle, [4, 2] as ParticipantHandle[]];
    if (query.has("waiting")) own.queue = [3, 4] as ParticipantHandle[];
    if (query.has("state")) own.state = query.get("state") as "failed";
    if (query.has("state")) own.reason = "The template names a program that is not there: /usr/bin/bwrap";
    const screen = desk.machines.get(keyOf(own.name))!;
    const show = query.get("show");
    if (show) screen.feed(`\x1b[2J\x1b[H${await recording(show)}`);
    if (query.has("lines")) for (let line = 0; line < 1_000; line++) screen.feed(`line ${line} of a long answer${line % 100 === 0 ? " with a needle" : ""}\r\n`);
  }
  if (query.has("away")) desk.delay = undefined;
  if (query.has("broken")) desk.broken = [{ name: "department", flaw: "unknownKey", places: { key: "limit" }, detail: "there is no key “limit”" }];
  document.body.replaceChildren();
  const first = desk.labs[0]?.state.machines[0];
  if (role === "screen") {
    const display = document.createElement("takhti-display");
    document.body.append(h("main", {}, h("h1", { class: "unseen" }, "Lesson"), display));
    display.append(await hallLab(desk, (isShown) => display.toggleAttribute("data-lab", isShown)));
    desk.show(desk.labs[0]!.key, query.has("all") ? undefined : keyOf(first!.name));
  }
  else {
    const page = await labPage(desk, () => desk.asked.push("close"));
    document.body.append(page);
    if (query.has("enter")) page.enter(keyOf(first!.name));
    Object.assign(window, { page });
  }
  Object.assign(window, { desk, first: first && keyOf(first.name), feed: (text: string) => desk.machines.get(keyOf(first!.name))!.feed(text) });
}

void start();
