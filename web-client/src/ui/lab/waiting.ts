import type { LabDesk, MachineKey, WaitingCommand } from "./lab-desk.js";
import { say } from "./lab-words.js";

/**
 * What was asked of a machine (undefined: of labs) and is still here, and when it goes; empty on a good link, over which it is gone before it is read.
 */
export function waitingText(desk: Pick<LabDesk, "waiting" | "delay">, of: MachineKey | undefined): string {
  const names = new Set(desk.waiting.filter(({ machine }) => machine === of).map(nameOf));
  names.delete("");
  if (desk.delay === 0 || names.size === 0) return "";
  return say(desk.delay === undefined ? "sentWhenLinked" : "beingSent", { what: [...names].join(", ") });
}

/** What people call it; nothing for what nobody asked with a tap. */
function nameOf({ kind }: WaitingCommand): string {
  switch (kind) {
    case "start": return say("startMachine");
    case "stop": return say("stopMachine");
    case "reset": return say("resetMachine");
    case "askKeyboard": return say("askKeyboard");
    case "releaseKeyboard": return say("giveBack");
    case "giveKeyboard": return say("giveKeyboard");
    case "ruleKeyboard": return say("keyboardRule");
    case "check": return say("checkNow");
    case "assign": return say("chooseGroup");
    case "allowPort": return say("allowPort");
    case "prepare": return say("openLab");
    case "dissolve": return say("endLab");
    case "broadcast": return say("broadcast");
    case "show": case "hide": return say("onDisplay");
    case "resize": return "";
  }
}

/** A line that is there while it says something. */
export function showWords(line: HTMLElement, text: string): void {
  if (line.textContent !== text) line.textContent = text;
  line.hidden = text === "";
}
