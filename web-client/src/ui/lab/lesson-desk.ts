import type { Lesson } from "../../sync/lesson.js";
import type { Operating } from "../../sync/operating.js";
import { keyOf } from "../../classroom/item-key.js";
import type { ItemName, LabCommand, Machine, ParticipantHandle } from "../../wire/index.js";
import type { BrokenTemplate, Lab, LabDesk, LabFile, LabFiles, LabTemplate, MachineKey, MachineScreen, WaitingCommand } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";
import { LiveScreens } from "./live-screens.js";

/** The largest file that goes into a machine, as Sources/Server/Labs/MachineDesk.swift. */
const uploadByteLimit = 8_388_608;

/** The labs of a lesson for the views. `code`: of the room. */
export async function openDesk(lesson: Lesson, code: string): Promise<LabDesk> {
  const operating = await lesson.operate();
  lesson.followOwn();
  if (lesson.may("teach") || lesson.may("moderate")) lesson.followPeople(true);
  const desk = new LessonDesk(lesson, operating, code.replace(/\s/g, ""));
  if (desk.mayTeach) await desk.fetchTemplates();
  return desk;
}

type Named<Kind extends LabCommand["kind"]> = Omit<Extract<LabCommand, { kind: Kind }>, "kind" | "machine" | "lab">;

class LessonDesk implements LabDesk {
  templates: readonly LabTemplate[] = [];
  broken: readonly BrokenTemplate[] = [];
  private readonly screens = new LiveScreens(this.operating, (machine) => this.isDriver(machine));

  constructor(private readonly lesson: Lesson, private readonly operating: Operating, private readonly code: string) {}

  get me(): ParticipantHandle | undefined { return this.lesson.me?.participant; }
  get mayTakePart(): boolean { return this.lesson.may("answer"); }
  get mayDrive(): boolean { return this.lesson.may("drive"); }
  get mayTeach(): boolean { return this.lesson.may("teach") || this.lesson.may("moderate"); }
  get delay(): number | undefined {
    const { link } = this.lesson;
    return link.kind === "live" ? 0 : link.kind === "slow" ? Math.max(1, Math.round(link.delay / 1_000)) : undefined;
  }
  get mayShow(): boolean { return this.lesson.may("teach"); }
  get hands(): ReadonlySet<ParticipantHandle> { return new Set(this.lesson.hands.flatMap(({ participant }) => participant ?? [])); }

  get labs(): readonly Lab[] {
    return this.operating.labs.filter(({ state }) => !state.dissolved).map(({ key, state }) => ({
      key, state: { ...state, machines: state.machines.map((machine) => ({ ...machine, title: titleOf(machine) })) },
    }));
  }

  get waiting(): readonly WaitingCommand[] {
    return this.operating.waiting.map((command) => ({ kind: command.kind, machine: "machine" in command && command.machine ? keyOf(command.machine as ItemName) : undefined }));
  }

  get people(): readonly ParticipantHandle[] {
    return this.lesson.people.filter(({ here, role }) => here && role === "student").map(({ participant }) => participant);
  }

  name(participant: ParticipantHandle): string {
    return this.lesson.nameOf(participant) ?? "…";
  }

  subscribe(listener: () => void): () => void {
    return this.lesson.subscribe(({ kind }) => void (["labs", "room", "people", "talk", "link", "outbox"].includes(kind) && listener()));
  }

  async fetchTemplates(): Promise<void> {
    const answer = await fetch("/api/templates").catch(() => undefined);
    if (!answer?.ok) return;
    const { templates, broken } = (await answer.json()) as { templates: readonly LabTemplate[]; broken: readonly BrokenTemplate[] };
    [this.templates, this.broken] = [templates, broken];
  }

  prepare(template: string, groups: number, keyboard: Machine["keyboard"], title: string): void {
    this.operating.operate({ kind: "prepare", template, groups, keyboard, title });
  }
  dissolve(lab: string): void { this.operating.operate({ kind: "dissolve", lab: this.operating.refTo(lab) }); }
  broadcast(lab: string, line: string): void { this.operating.operate({ kind: "broadcast", lab: this.operating.refTo(lab), line }); }
  show(lab: string, machine: MachineKey | undefined): void { this.operating.operate({ kind: "show", lab: this.operating.refTo(lab), ...(machine !== undefined && { machine: this.operating.refTo(machine) }) }); }
  hide(lab: string): void { this.operating.operate({ kind: "hide", lab: this.operating.refTo(lab) }); }
  start(machine: MachineKey): void { this.on("start", machine, {}); }
  stop(machine: MachineKey): void { this.on("stop", machine, {}); }
  reset(machine: MachineKey): void { this.on("reset", machine, {}); }
  askKeyboard(machine: MachineKey): void { this.on("askKeyboard", machine, {}); }
  releaseKeyboard(machine: MachineKey): void { this.on("releaseKeyboard", machine, {}); }
  giveKeyboard(machine: MachineKey, participant: ParticipantHandle | undefined): void { this.on("giveKeyboard", machine, participant === undefined ? {} : { participant }); }
  ruleKeyboard(machine: MachineKey, keyboard: Machine["keyboard"]): void { this.on("ruleKeyboard", machine, { keyboard }); }
  check(machine: MachineKey, step: number): void { this.on("check", machine, { step }); }
  assign(machine: MachineKey, participant: ParticipantHandle): void { this.on("assign", machine, { participant }); }
  allowPort(machine: MachineKey, port: number, allowed: boolean): void { this.on("allowPort", machine, { port, allowed }); }

  resize(machine: MachineKey, columns: number, rows: number): void {
    const now = this.operating.machine(machine);
    if (now && (now.columns !== columns || now.rows !== rows)) this.on("resize", machine, { columns, rows });
  }

  watch(machine: MachineKey): MachineScreen {
    return this.screens.watch(machine);
  }

  measure: LabDesk["measure"] = (machine, listener) => this.operating.measure(machine, listener);

  previewAddress(machine: MachineKey, port: number): string {
    return `${this.address(machine)}/ports/${port}`;
  }

  files(machine: MachineKey): LabFiles {
    const folder = `${this.address(machine)}/files`;
    const address = (name: string): string => `${folder}/${encodeURIComponent(name)}`;
    return {
      byteLimit: uploadByteLimit,
      address,
      async list() {
        const { files } = (await answerOf(fetch(folder))) as { files: readonly LabFile[] };
        return files;
      },
      async put(file) {
        await answerOf(fetch(address(file.name), { method: "PUT", body: file }));
      },
    };
  }

  private isDriver(key: MachineKey): boolean {
    const machine = this.operating.machine(key);
    return machine?.keyboard === "queue" && machine.driver !== undefined && machine.driver === this.me;
  }

  private on<Kind extends LabCommand["kind"]>(kind: Kind, machine: MachineKey, rest: Named<Kind>): void {
    this.operating.operate({ kind, machine: this.operating.refTo(machine), ...rest } as unknown as LabCommand);
  }

  private address(machine: MachineKey): string {
    return `/api/rooms/${this.code}/machines/${machine.split(":")[1]}`;
  }
}

/** Machines of groups are numbered by the server; the only one is the class's. */
function titleOf({ title }: Machine): string {
  if (title === "") return say("forClass");
  return /^\d+$/.test(title) ? say("groupNumber", { number: digits(Number(title)) }) : title;
}

/** The answer as JSON. Fails without words: what went wrong is the view's to say. */
async function answerOf(request: Promise<Response>): Promise<unknown> {
  const answer = await request;
  if (!answer.ok) throw new Error();
  return answer.json();
}
