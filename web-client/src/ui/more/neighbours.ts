import type { Answer } from "../../wire/index.js";
import { recall, remember } from "../memory.js";

/** People without a device for whom this one votes, by name, with what they said last; undefined: nothing yet. */
export type Neighbours = Map<string, Answer | undefined>;

const place = "neighbours";

/** Those of a poll, `poll` being its name over all rooms. The device keeps them while the poll is asked: the server tells people their own votes alone. */
export function recallNeighbours(poll: string): Neighbours {
  try {
    const kept = JSON.parse(recall(place) ?? "null") as { poll: string; answers: [string, Answer?][] } | null;
    if (kept?.poll === poll) return new Map(kept.answers.map(([name, answer]) => [name, answer ?? undefined]));
    // What other people said is nothing to leave on a device.
    forgetNeighbours();
    return new Map();
  } catch {
    return new Map();
  }
}

/** Keeps them; those of another poll are forgotten. */
export function keepNeighbours(poll: string, neighbours: Neighbours): void {
  if (neighbours.size > 0) remember(place, JSON.stringify({ poll, answers: [...neighbours] }));
}

/** The poll is over. */
export function forgetNeighbours(): void {
  remember(place, "");
}
