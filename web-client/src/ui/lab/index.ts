import css from "css/lab.css";
import { wear } from "../style.js";
import { HallTerminal } from "./hall-terminal.js";
import type { LabDesk, MachineKey } from "./lab-desk.js";
import { LabPage } from "./lab-page.js";
import { speakLab } from "./lab-words.js";

export { openDesk } from "./lesson-desk.js";

wear(css);

/** The page of labs, over what it is appended to; `close` is called when its user goes back to the lesson. */
export async function labPage(desk: LabDesk, close: () => void): Promise<LabPage> {
  await speakLab();
  return new LabPage(desk, close);
}

/** The screen of a machine for the display of a hall. */
export async function hallTerminal(desk: LabDesk, machine: MachineKey, title: string): Promise<HTMLElement> {
  await speakLab();
  return new HallTerminal(desk, machine, title);
}
