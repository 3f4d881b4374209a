import type { ItemKey } from "../../classroom/item-key.js";
import type { KeyboardRule, LabCommand, LabState, MetricsView, ParticipantHandle } from "../../wire/index.js";
import type { KeyPress } from "../../terminal/keys.js";
import type { MouseDeed } from "../../terminal/mouse.js";
import type { FoundPlace } from "../../terminal/search.js";
import type { Line, TerminalScreen } from "./terminal/terminal-screen.js";

export type LabKey = ItemKey;
/** `keyOf(machine.name)`. */
export type MachineKey = ItemKey;

/**
 * What the views of labs see of a lesson, and what they may ask of it. They import this file and the wire's types only.
 *
 * Values are read when a view renders; `subscribe` says when. A command shows at once what it asks for where that is known; what was refused
 * stands among the refusals of the lesson.
 */
export interface LabDesk {
  readonly me: ParticipantHandle | undefined;
  /** The right `answer`: who has it belongs to groups. */
  readonly mayTakePart: boolean;
  /** The right `drive`: any machine may be used. */
  readonly mayDrive: boolean;
  readonly mayTeach: boolean;
  /** The right `teach`: the hall's display is theirs. */
  readonly mayShow: boolean;
  /** Those that are not over, in their order. */
  readonly labs: readonly Lab[];
  /** How old what is seen is, in seconds: 0 on a good link; undefined: there is none. */
  readonly delay: number | undefined;
  /** What was asked and is not stored yet: which command, and of which machine. */
  readonly waiting: readonly WaitingCommand[];
  /** What the server can start, for those who teach. */
  readonly templates: readonly LabTemplate[];
  /** Templates of the house that cannot be used, and why. */
  readonly broken: readonly BrokenTemplate[];
  /** Who can be put into groups: those who are here and do not teach. */
  readonly people: readonly ParticipantHandle[];
  /** Who raised a hand. */
  readonly hands: ReadonlySet<ParticipantHandle>;
  name(participant: ParticipantHandle): string;
  /** Calls `listener` after a change of anything above; returns how to stop. */
  subscribe(listener: () => void): () => void;

  prepare(template: string, groups: number, keyboard: KeyboardRule, title: string): void;
  dissolve(lab: LabKey): void;
  /** Types a line, then Enter, into every machine of the lab. */
  broadcast(lab: LabKey, line: string): void;
  /** Shows a machine, or all, on the display of the hall. */
  show(lab: LabKey, machine: MachineKey | undefined): void;
  /** Shows nothing of it there any more. */
  hide(lab: LabKey): void;
  start(machine: MachineKey): void;
  stop(machine: MachineKey): void;
  reset(machine: MachineKey): void;
  askKeyboard(machine: MachineKey): void;
  /** Gives the keyboard on, or leaves the queue. */
  releaseKeyboard(machine: MachineKey): void;
  giveKeyboard(machine: MachineKey, to: ParticipantHandle | undefined): void;
  ruleKeyboard(machine: MachineKey, keyboard: KeyboardRule): void;
  /** The driver's window has another size, in cells. */
  resize(machine: MachineKey, columns: number, rows: number): void;
  check(machine: MachineKey, step: number): void;
  assign(machine: MachineKey, participant: ParticipantHandle): void;
  allowPort(machine: MachineKey, port: number, allowed: boolean): void;

  /** Follows a screen until the answer is closed. Who asks twice gets two answers, which share what travels. */
  watch(machine: MachineKey): MachineScreen;
  /** Calls `listener` with what a machine uses, now if it is known and after each change; returns how to stop. */
  measure(machine: MachineKey, listener: (metrics: MetricsView) => void): () => void;

  /** Where a page served inside is opened, on an origin of its own; undefined while the server gives none. */
  previewAddress(machine: MachineKey, port: number): string | undefined;
  /** What lies in the machine's home; undefined when files cannot be reached. */
  files(machine: MachineKey): LabFiles | undefined;
}

export interface WaitingCommand {
  readonly kind: LabCommand["kind"];
  /** Absent: it is for a lab. */
  readonly machine: MachineKey | undefined;
}

/** A lab and its name. */
export interface Lab {
  readonly key: LabKey;
  readonly state: LabState;
}

export interface LabTemplate {
  /** As `prepare` takes it. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly about: string;
  /** Markdown. */
  readonly sheet: string;
  /** Steps of the sheet that are checked. */
  readonly steps: number;
}

export interface BrokenTemplate {
  readonly name: string;
  /** Which mistake it is, as `TemplateError.flaw` in Sources/Lab/Templates, and what the words for it speak of. */
  readonly flaw: string;
  readonly places: Readonly<Record<string, string>>;
  /** The mistake to the letter, for who wrote it. */
  readonly detail: string;
}

/** A machine's screen, as long as it is followed. */
export interface MachineScreen {
  /** Undefined until the first frame is here. */
  readonly screen: TerminalScreen | undefined;
  subscribe(listener: (change: ScreenChange) => void): () => void;
  /** A key as the program wants it, by the modes it set; false for keys that say nothing to a terminal. */
  press(key: KeyPress): boolean;
  /** Typed text. */
  type(text: string): void;
  /** Text that was cleaned; between brackets where the program asked for them. */
  paste(text: string): void;
  /** Something the mouse did; false when the program does not want to hear of it. */
  point(deed: MouseDeed): boolean;
  /** Lines that left the screen with ids from `first` to before `first + count`, oldest first; those that are gone are left out. */
  lines(first: number, count: number): Promise<readonly HistoryLine[]>;
  /** Places of a text in `lines`, which came from here, and on the screen, from above to below. */
  find(text: string, lines: readonly HistoryLine[]): readonly FoundPlace[];
  close(): void;
}

/** What is different on a screen. */
export interface ScreenChange {
  /** Rows to be drawn anew, after the move; undefined: all. */
  readonly rows?: readonly number[];
  /** Rows from `start` on that moved up by `count` (down when negative) before; those that came in are among `rows`. */
  readonly scroll?: { readonly start: number; readonly rows: number; readonly count: number };
  readonly bell?: boolean;
}

/** A line of the scrollback: as wide as it was written, however many rows it takes. */
export interface HistoryLine {
  readonly id: number;
  readonly glyphs: Line;
  /** Whether the line goes on in the next, or on the screen. */
  readonly isOpen: boolean;
}

export interface LabFile {
  readonly name: string;
  readonly bytes: number;
}

/** The files of one machine's home. Each promise fails with an `Error` whose message is for people, or with none. */
export interface LabFiles {
  /** The largest file that may go up, in bytes. */
  readonly byteLimit: number;
  list(): Promise<readonly LabFile[]>;
  /** Where a file is fetched, as a download. */
  address(name: string): string;
  put(file: File): Promise<void>;
}
