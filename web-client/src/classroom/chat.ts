import type { ChatEvent, ChatLine, ChatState, EventStamp, ItemName, ItemRef, ParticipantHandle } from "../wire/index.js";

/** Lines that are kept besides those that stay in sight. */
const lineLimit = 255;

/** The chat after an event, as Sources/Classroom/Talk/Chat.swift (rule R7). */
export function foldChat(state: ChatState, event: ChatEvent, stamp: EventStamp): ChatState {
  const pin = (line: ItemRef, pinned: boolean): ChatState => {
    const name = nameOf(line, stamp);
    return { ...state, lines: state.lines.map((line) => (isSame(line.name, name) ? { ...line, pinned } : line)) };
  };
  switch (event.kind) {
    case "said": return { ...state, lines: withLine(state.lines, newLine(event, stamp)) };
    case "removed": {
      const name = nameOf(event.line, stamp);
      return { ...state, lines: state.lines.filter((line) => !isSame(line.name, name)) };
    }
    case "pinned": return pin(event.line, true);
    case "unpinned": return pin(event.line, false);
    case "slowed": return { ...state, slow: event.pause };
    case "paused": return { ...state, paused: event.paused };
  }
}

export function newLine({ participant, answers, text }: { participant: ParticipantHandle; answers?: ItemRef; text: string }, stamp: EventStamp): ChatLine {
  const line = { name: madeBy(stamp), participant, at: stamp.time, pinned: false, text };
  return answers ? { ...line, answers: nameOf(answers, stamp) } : line;
}

/** Adds a line; the oldest goes that does not stay in sight. */
export function withLine(lines: readonly ChatLine[], line: ChatLine): ChatLine[] {
  const all = [...lines, line];
  if (all.filter(({ pinned }) => !pinned).length > lineLimit) all.splice(all.findIndex(({ pinned }) => !pinned), 1);
  return all;
}

/** What is named, seen from the event's author (rule T8). */
export const nameOf = ({ outbox, counter }: ItemRef, { author }: EventStamp): ItemName => ({ outbox: outbox ?? author, counter });
/** The name of what the event's command makes. */
export const madeBy = ({ author, counter }: EventStamp): ItemName => ({ outbox: author, counter });
export const isSame = (one: ItemName, other: ItemName): boolean => one.outbox === other.outbox && one.counter === other.counter;
