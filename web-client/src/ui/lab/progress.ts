import type { LabState, Machine } from "../../wire/index.js";
import type { LabDesk } from "./lab-desk.js";

/** What a machine needs of the one who teaches. */
interface Alerts {
  readonly isFailed: boolean;
  /** Somebody of the group raised a hand. */
  readonly asks: boolean;
}

export function alertsOf(machine: Machine, { hands }: Pick<LabDesk, "hands">): Alerts {
  return { isFailed: machine.state === "failed", asks: machine.group.some((who) => hands.has(who)) };
}

/** How a lab stands, at a glance. */
export function sumOf({ machines }: LabState, desk: Pick<LabDesk, "hands">): { running: number; failed: number; asking: number } {
  return {
    running: machines.filter(({ state }) => state === "running").length,
    failed: machines.filter(({ state }) => state === "failed").length,
    asking: machines.filter((machine) => alertsOf(machine, desk).asks).length,
  };
}
