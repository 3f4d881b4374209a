import type { Machine } from "../../wire/index.js";
import { say } from "./lab-words.js";

/** Why a machine does not run, in plain words: what its template or the server said where no more is known; empty where there is nothing to say. */
export function whyOf({ state, cause, reason }: Pick<Machine, "state" | "cause" | "reason">): string {
  if (state !== "failed" && state !== "stopped") return "";
  return cause === "program" ? (state === "failed" ? reason : "") : say(`cause.${cause}`);
}
