import type { CoreState, PageEntry, RoomEvent, TopicHandle } from "../wire/index.js";
import { nothingInCore, type CoreChange, type RoomCore } from "./room-core.js";

/** Folds in an event of the room that a first look seldom needs. */
export function applyToCore(core: RoomCore, event: RoomEvent): CoreChange {
  switch (event.kind) {
    case "roomNamed": core.name = event.name; return nothingInCore;
    case "pageNamed": return change(core, event.page, (page) => ({ ...page, title: event.name }));
    case "pageMoved": return move(core, event.page, event.after);
    case "pageRemoved": return change(core, event.page, (page) => ({ ...page, removed: true }));
    case "pageRestored":
      move(core, event.page, event.after);
      return change(core, event.page, (page) => ({ ...page, removed: false }));
    case "backgroundSet": return change(core, event.page, (page) => ({ ...page, background: event.background }));
    case "roomLocked": core.locked = true; return nothingInCore;
    case "roomUnlocked": core.locked = false; return nothingInCore;
    case "questionsModerated": core.questionsWait = event.before; return nothingInCore;
    case "displaySet": core.display = event.display; return nothingInCore;
    default: return nothingInCore;
  }
}

function change(core: RoomCore, topic: TopicHandle, change: (page: PageEntry) => PageEntry): CoreChange {
  const index = core.pages.findIndex((page) => page.topic === topic);
  if (index < 0) return nothingInCore;
  core.pages[index] = change(core.pages[index]!);
  return { pages: [topic] };
}

function move(core: RoomCore, topic: TopicHandle, after: TopicHandle | undefined): CoreChange {
  const index = core.pages.findIndex((page) => page.topic === topic);
  if (index < 0 || topic === after) return nothingInCore;
  const [page] = core.pages.splice(index, 1);
  core.pages.splice(core.placeAfter(after), 0, page!);
  return { pages: [topic] };
}

/** The core as a snapshot says it. */
export function coreStateOf(core: RoomCore): CoreState {
  const { name, locked, questionsWait, display, taught, pages, topics, roles, grants, hands, polls, quizzes } = core;
  const room = { name, locked, questionsWait, display, pages, topics, roles, grants };
  return { room: taught === undefined ? room : { ...room, taught }, hands, polls, quizzes };
}
