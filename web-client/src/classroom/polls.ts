import type { EventStamp, ItemName, Poll, PollEvent, PollState, TallyView } from "../wire/index.js";
import { isSame, nameOf } from "./chat.js";

/** The polls after an event, as Sources/Classroom/Polls/RoomCore+Polls.swift (rule R9). */
export function foldPolls(state: PollState, event: PollEvent, stamp: EventStamp): PollState {
  const name = nameOf(event.poll, stamp);
  const is = (fields: Partial<Poll>): PollState => change(state, name, (poll) => ({ ...poll, ...fields }));
  switch (event.kind) {
    case "opened": {
      const { ballots, tally, closes, again, content } = event;
      if (state.polls.some((poll) => isSame(poll.name, name))) return state;
      const poll: Poll = { name, ballots, tally, hidden: false, phase: closes === undefined ? { kind: "running" } : { kind: "running", closes }, content };
      return { polls: [...state.polls, again ? { ...poll, again: nameOf(again, stamp) } : poll] };
    }
    case "reopened": return is({ phase: event.closes === undefined ? { kind: "running" } : { kind: "running", closes: event.closes } });
    case "closing": return is({ phase: { kind: "closing", until: event.until } });
    case "closed": return is({ phase: { kind: "closed" } });
    case "revealed": return is({ phase: { kind: "revealed", key: event.key, explanation: event.explanation } });
    case "hidden": return change(state, name, ({ content: { picture: _, ...content }, ...poll }) => ({ ...poll, hidden: true, phase: { kind: "closed" }, content: { ...content, prompt: "", options: [] } }));
  }
}

function change({ polls }: PollState, name: ItemName, act: (poll: Poll) => Poll): PollState {
  return { polls: polls.map((poll) => (isSame(poll.name, name) ? act(poll) : poll)) };
}

/** A later result, from an earlier one and what changed since (rule V1). */
export function mergedTally(old: TallyView, { answered, rows }: TallyView): TallyView {
  const merged = new Map(old.rows.map((row) => [row.row, row]));
  for (const row of rows) {
    const word = row.word ?? merged.get(row.row)?.word;
    merged.set(row.row, word === undefined ? row : { ...row, word });
  }
  return { answered, rows: [...merged.values()].sort((one, other) => one.row - other.row) };
}
