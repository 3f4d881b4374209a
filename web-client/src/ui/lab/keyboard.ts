import type { Machine, ParticipantHandle } from "../../wire/index.js";

/** Who looks at a machine. */
export interface Viewer {
  readonly me: ParticipantHandle | undefined;
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
  | "watching"; // it is another group's, or this person may not drive

/** What the rule of the keyboard means for a person. The server decides; this says what to show. */
export function keyboardState({ keyboard, driver, queue, group }: Pick<Machine, "keyboard" | "driver" | "queue" | "group">, { me, mayDrive, mayTeach }: Viewer): KeyboardState {
  if (me === undefined) return "watching";
  if (driver === me) return "mine";
  const isOwn = group.length === 0 || group.includes(me);
  const mayAsk = mayTeach || (mayDrive && isOwn);
  if (keyboard === "shared" && mayAsk) return "shared";
  if (keyboard === "locked") return mayTeach ? "open" : "locked";
  if (!mayAsk) return "watching";
  if (queue.includes(me)) return "asked";
  return driver === undefined ? "free" : "other";
}

/** Whether what a person types goes to the machine. */
export function mayType(state: KeyboardState): boolean {
  return state === "mine" || state === "shared" || state === "open";
}

/** Whether a person may start, stop and renew a machine. */
export function mayOperate({ group }: Pick<Machine, "group">, { me, mayDrive, mayTeach }: Viewer): boolean {
  return mayTeach || (mayDrive && me !== undefined && (group.length === 0 || group.includes(me)));
}
