import type { LabState, Machine, ParticipantHandle } from "../../wire/index.js";

/** Who looks at a machine. */
export interface Viewer {
  readonly me: ParticipantHandle | undefined;
  /** The right `answer`: belongs to a group. */
  readonly mayTakePart: boolean;
  /** The right `drive`: may use any machine. */
  readonly mayDrive: boolean;
  readonly mayTeach: boolean;
}

/** How it is with the keyboard of a machine, for one person. */
export type KeyboardState =
  | "mine" // who types is this person, and nobody else
  | "shared" // everybody of the group types, this person too
  | "open" // nobody but who teaches, and this person does
  | "free" // nobody types; this person may ask
  | "asked" // this person waits
  | "other" // somebody else types; this person may ask
  | "locked" // nobody but those who teach
  | "watching"; // it is another group's, or this person takes no part

type Machines = Pick<LabState, "machines">;
type Held = Pick<Machine, "keyboard" | "driver" | "queue" | "group">;

/** The machine of a person's group. */
export function ownMachine({ machines }: Machines, me: ParticipantHandle | undefined): Machine | undefined {
  return me === undefined ? undefined : machines.find(({ group }) => group.includes(me));
}

/** Whether a person starts a machine, checks its steps and asks for its keyboard, as `Room.mayUse` (rule R15). The server decides; this says what to show. */
export function mayUse({ group }: Pick<Machine, "group">, lab: Machines, { me, mayTakePart, mayDrive, mayTeach }: Viewer): boolean {
  if (me === undefined) return false;
  const belongs = mayTakePart && (group.includes(me) || (group.length === 0 && !ownMachine(lab, me)));
  return mayTeach || mayDrive || belongs;
}

/** Whether a person stops, renews and opens ports of a machine, as `Room.mayOperate`. */
export function mayOperate(machine: Held, lab: Machines, viewer: Viewer): boolean {
  if (viewer.mayTeach || machine.keyboard === "shared") return mayUse(machine, lab, viewer);
  return viewer.me !== undefined && machine.driver === viewer.me;
}

/** What the rule of the keyboard means for a person. */
export function keyboardState(machine: Held, lab: Machines, viewer: Viewer): KeyboardState {
  const { keyboard, driver, queue } = machine;
  const { me, mayTeach } = viewer;
  const isUser = mayUse(machine, lab, viewer);
  switch (keyboard) {
    case "shared": return isUser ? "shared" : "watching";
    case "locked": return !mayTeach ? "locked" : driver === me ? "mine" : "open";
    case "queue":
      if (me !== undefined && driver === me) return "mine";
      if (!isUser) return "watching";
      if (queue.includes(me!)) return "asked";
      return driver === undefined ? "free" : "other";
  }
}

/** Whether what a person types goes to the machine, as `Room.mayType`. */
export function mayType(state: KeyboardState): boolean {
  return state === "mine" || state === "shared" || state === "open";
}

/** Whether a person's window decides about the size: the driver's; where several type, that of the first of them. */
export function setsSize(state: KeyboardState, { driver, group }: Held, me: ParticipantHandle | undefined): boolean {
  if (!mayType(state)) return false;
  if (driver !== undefined) return driver === me;
  return state === "open" || group.length === 0 || group[0] === me;
}
