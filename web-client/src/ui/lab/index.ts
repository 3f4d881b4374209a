import css from "css/lab.css";
import { wear } from "../style.js";
import { HallLab } from "./hall-lab.js";
import type { LabDesk } from "./lab-desk.js";
import { LabPage } from "./lab-page.js";
import { speakLab } from "./lab-words.js";

export { openDesk } from "./lesson-desk.js";

wear(css);

/** The page of labs, over what it is appended to; `close` is called when its user goes back to the lesson. */
export async function labPage(desk: LabDesk, close: () => void): Promise<LabPage> {
  await speakLab();
  return new LabPage(desk, close);
}

/** What of labs the display of a hall shows; `changed` is told whether that is anything. */
export async function hallLab(desk: LabDesk, changed: (isShown: boolean) => void): Promise<HTMLElement> {
  await speakLab();
  return new HallLab(desk, changed);
}
