import { keyOf } from "../src/classroom/item-key.js";
import type { KeyboardRule, LabDisplay, LabState, Machine, MetricsView, OutboxHandle, ParticipantHandle, TopicHandle } from "../src/wire/index.js";
import type { BrokenTemplate, HistoryLine, Lab, LabDesk, LabFile, LabFiles, LabKey, LabTemplate, MachineKey, MachineScreen, ScreenChange, WaitingCommand } from "../src/ui/lab/lab-desk.js";
import { textOf } from "../src/ui/lab/terminal/terminal-screen.js";
import type { KeyPress } from "../src/terminal/keys.js";
import type { FoundPlace } from "../src/terminal/search.js";
import { FakeTerminal } from "./ui-fake-terminal.js";

const names = ["", "Dr. Rahimi", "Amina Yusuf", "Bilal Khan", "Chen Wei", "Dalia Haddad", "Émile Girard", "Farah Siddiqui", "Ghulam Ali", "Hana Sato", "Idris Bello", "Javeria", "Karim", "Lina"];
const keys: Record<string, string> = { Enter: "\r", Backspace: "\x7f", Escape: "\x1b", Tab: "\t", ArrowUp: "\x1b[A", ArrowDown: "\x1b[B", ArrowRight: "\x1b[C", ArrowLeft: "\x1b[D" };

/** One machine's terminal, with whoever looks at it. */
class FakeMachine {
  readonly terminal = new FakeTerminal(80, 24);
  readonly listeners = new Set<(change: ScreenChange) => void>();
  /** Bytes that were typed, as text. */
  typed = "";
  fetched = 0;

  feed(text: string): void {
    this.tell(this.terminal.feed(text));
  }
  tell(change: ScreenChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }
  type(text: string): void {
    this.typed += text;
    this.feed(text.replace(/\r/g, "\r\n\x1b[1;32mamina@lab\x1b[0m:\x1b[1;34m~\x1b[0m$ ").replace(/\x7f/g, "\b \b").replace(/\x1b\[[A-D]/g, ""));
  }
}

function withDisplay({ display: _, ...state }: LabState, display: LabDisplay | undefined): LabState {
  return display ? { ...state, display } : state;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A lab that nobody gives: everything that is asked happens at once. */
export class FakeDesk implements LabDesk {
  me: ParticipantHandle | undefined = 2 as ParticipantHandle;
  mayTakePart = true;
  mayDrive = false;
  mayTeach = false;
  delay: number | undefined = 0;
  waiting: readonly WaitingCommand[] = [];
  broken: readonly BrokenTemplate[] = [];
  get mayShow(): boolean { return this.mayTeach; }
  labs: Lab[] = [];
  templates: readonly LabTemplate[] = [
    { name: "shell", title: "Linux shell", about: "A small Linux of one's own, without a network.", sheet: "", steps: 0 },
    { name: "monitor", title: "Monitoring", about: "Linux with top, vmstat and files to install from.", sheet: "", steps: 0 },
    { name: "web", title: "Web server", about: "Python and a page to serve; its port can be opened.", sheet: "# Serve\n\n- [ ] Make a page\n- [ ] Serve it\n", steps: 3 },
  ];
  people: ParticipantHandle[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as ParticipantHandle[];
  hands = new Set<ParticipantHandle>();
  /** What was asked, in words. */
  readonly asked: string[] = [];
  readonly machines = new Map<MachineKey, FakeMachine>();
  readonly metrics = new Map<MachineKey, MetricsView>();
  previews = true;
  stored: LabFile[] = [{ name: "install-vitals.sh", bytes: 2_310 }, { name: "notes.txt", bytes: 418 }, { name: "vitals-0.3.tar.gz", bytes: 184_220 }];
  private readonly listeners = new Set<() => void>();
  private counter = 0;

  name(participant: ParticipantHandle): string {
    return names[participant] ?? `Student ${participant}`;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Adds a lab with `count` machines. */
  add(title: string, sheet: string, count: number, keyboard: KeyboardRule = "queue"): Lab {
    const machines = Array.from({ length: count }, (_, index): Machine => ({
      name: { outbox: 0 as OutboxHandle, counter: ++this.counter }, screen: (100 + this.counter) as TopicHandle, metrics: (200 + this.counter) as TopicHandle,
      state: "running", keyboard, columns: 80, rows: 24, queue: [], group: [], done: [], ports: [], title: count === 1 ? "Class" : `Group ${index + 1}`, cause: "program", reason: "",
    }));
    const state: LabState = { template: "shell", title, steps: (sheet.match(/^ *[-*] \[ \]/gm) ?? []).length, sheet, dissolved: false, machines };
    for (const { name } of machines) this.machines.set(keyOf(name), new FakeMachine());
    const lab = { key: `1:${++this.counter}`, state };
    this.labs = [...this.labs, lab];
    return lab;
  }

  /** The machine as it may be changed. */
  machine(key: MachineKey): Mutable<Machine> {
    return this.labs.flatMap(({ state }) => state.machines).find(({ name }) => keyOf(name) === key)!;
  }

  private change(word: string, key: MachineKey, act: (machine: Mutable<Machine>) => void): void {
    this.asked.push(word);
    act(this.machine(key));
    this.tell();
  }

  prepare(template: string, groups: number, keyboard: KeyboardRule, title: string): void {
    this.asked.push(`prepare ${template} ${groups} ${keyboard} ${title}`);
    for (const machine of this.add(title, "", groups, keyboard).state.machines) machine.state = "stopped";
    this.tell();
  }
  dissolve(lab: LabKey): void {
    this.asked.push("dissolve");
    this.labs = this.labs.filter(({ key }) => key !== lab);
    this.tell();
  }
  broadcast(lab: LabKey, line: string): void {
    this.asked.push(`broadcast ${line}`);
    for (const { name, state } of this.labs.find(({ key }) => key === lab)!.state.machines) if (state === "running") this.machines.get(keyOf(name))!.type(`${line}\r`);
  }
  show(lab: LabKey, key: MachineKey | undefined): void {
    this.asked.push(`show ${key ?? "all"}`);
    this.labs = this.labs.map((one) => ({ ...one, state: withDisplay(one.state, one.key === lab ? (key === undefined ? {} : { machine: this.machine(key).name }) : undefined) }));
    this.tell();
  }
  hide(): void {
    this.asked.push("hide");
    this.labs = this.labs.map((one) => ({ ...one, state: withDisplay(one.state, undefined) }));
    this.tell();
  }
  start(key: MachineKey): void {
    this.change("start", key, (machine) => (machine.state = "starting"));
    setTimeout(() => this.change("started", key, (machine) => (machine.state = "running")), 300);
  }
  stop(key: MachineKey): void {
    this.change("stop", key, (machine) => (machine.state = "stopped"));
  }
  reset(key: MachineKey): void {
    this.change("reset", key, (machine) => (machine.state = "stopped"));
  }
  askKeyboard(key: MachineKey): void {
    this.change("askKeyboard", key, (machine) => {
      if (machine.driver === undefined) machine.driver = this.me;
      else if (!machine.queue.includes(this.me!)) machine.queue = [...machine.queue, this.me!];
    });
  }
  releaseKeyboard(key: MachineKey): void {
    this.change("releaseKeyboard", key, (machine) => {
      if (machine.driver === this.me) [machine.driver, ...machine.queue] = machine.queue;
      else machine.queue = machine.queue.filter((who) => who !== this.me);
    });
  }
  giveKeyboard(key: MachineKey, to: ParticipantHandle | undefined): void {
    this.change(`giveKeyboard ${to ?? "nobody"}`, key, (machine) => {
      machine.driver = to;
      machine.queue = machine.queue.filter((who) => who !== to);
    });
  }
  ruleKeyboard(key: MachineKey, keyboard: KeyboardRule): void {
    this.change(`ruleKeyboard ${keyboard}`, key, (machine) => (machine.keyboard = keyboard));
  }
  resize(key: MachineKey, columns: number, rows: number): void {
    this.asked.push(`resize ${columns}×${rows}`);
    const made = this.machines.get(key)!;
    made.terminal.resize(columns, rows);
    made.tell({});
  }
  check(key: MachineKey, step: number): void {
    this.asked.push(`check ${step}`);
    setTimeout(() => this.change("checked", key, (machine) => (machine.done = [...new Set([...machine.done, step])])), 400);
  }
  assign(key: MachineKey, participant: ParticipantHandle): void {
    for (const { state } of this.labs) for (const machine of state.machines) machine.group = machine.group.filter((who) => who !== participant);
    this.change(`assign ${participant}`, key, (machine) => (machine.group = [...machine.group, participant]));
  }
  allowPort(key: MachineKey, port: number, allowed: boolean): void {
    this.change(`allowPort ${port} ${allowed}`, key, (machine) => (machine.ports = [...machine.ports.filter((one) => one !== port), ...(allowed ? [port] : [])]));
  }

  watch(key: MachineKey): MachineScreen {
    const machine = this.machines.get(key)!;
    const own = new Set<(change: ScreenChange) => void>();
    return {
      screen: machine.terminal,
      subscribe: (listener) => {
        machine.listeners.add(listener);
        own.add(listener);
        return () => machine.listeners.delete(listener);
      },
      press: ({ key: name, ctrlKey }: KeyPress) => {
        const bytes = ctrlKey && /^[a-z]$/i.test(name) ? String.fromCharCode(name.toUpperCase().charCodeAt(0) - 64) : name.length === 1 ? name : keys[name];
        if (bytes === undefined) return false;
        machine.type(bytes);
        return true;
      },
      type: (text) => machine.type(text),
      paste: (text) => machine.type(text),
      lines: async (first, count): Promise<readonly HistoryLine[]> => {
        machine.fetched++;
        await new Promise((resolve) => setTimeout(resolve, 60));
        return machine.terminal.history.filter(({ id }) => id >= first && id < first + count);
      },
      point: ({ kind, row, column, button }) => {
        if (!machine.terminal.isPointed && kind !== "wheel") return false;
        machine.typed += `<${kind} ${button} ${row} ${column}>`;
        return true;
      },
      find: (text, lines) => {
        const rows = Array.from({ length: machine.terminal.rows }, (_, row) => ({ in: { kind: "row", row } as const, text: textOf(machine.terminal.line(row)) }));
        const all = [...lines.map(({ id, glyphs }) => ({ in: { kind: "line", id } as const, text: textOf(glyphs) })), ...rows];
        return all.flatMap((piece): FoundPlace[] => {
          const start = text === "" ? -1 : piece.text.toLowerCase().indexOf(text.toLowerCase());
          return start < 0 ? [] : [[{ in: piece.in, start, end: start + text.length }]];
        });
      },
      close: () => own.forEach((listener) => machine.listeners.delete(listener)),
    };
  }
  measure(key: MachineKey, listener: (metrics: MetricsView) => void): () => void {
    let cpu = 40;
    const step = () => {
      cpu = Math.max(2, Math.min(190, cpu + Math.random() * 40 - 20));
      listener({ cpu: Math.round(cpu), memory: 88_000 + Math.round(cpu * 300), processes: 7 + Math.round(cpu / 40), received: Math.round(cpu * 120), sent: Math.round(cpu * 30), disk: 12_400, ...this.metrics.get(key) });
    };
    step();
    const timer = setInterval(step, 1_000);
    return () => clearInterval(timer);
  }
  previewAddress(_: MachineKey, port: number): string | undefined {
    return this.previews ? `https://preview.example/${port}/` : undefined;
  }
  files(): LabFiles | undefined {
    return { byteLimit: 1_048_576, list: async () => this.stored, address: (name) => `#file-${name}`, put: async (file) => void (this.stored = [...this.stored, { name: file.name, bytes: file.size }]) };
  }
}
