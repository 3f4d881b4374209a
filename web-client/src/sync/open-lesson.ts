import { browserEdge, browserStash, browserTab } from "./browser-edge.js";
import { guessedDevice, roomURL, type Entrance } from "./entrance.js";
import type { Knock } from "./knock.js";
import { openLesson as openSession } from "./room-session.js";
import type { RoomSession } from "./session/options.js";

/** Joins a lesson of the server that this page is from; `knock` has asked for it already. */
export function openLesson({ room, ticket, name }: Entrance, knock?: Knock): RoomSession {
  const session = openSession({
    edge: browserEdge(knock),
    stash: browserStash(),
    loadKeeping: () => import("./keeping.js").then(({ openKeeping }) => openKeeping()),
    url: roomURL(room),
    room,
    device: guessedDevice(),
    place: "unknown",
    name,
    ticket: ticket ?? new Uint8Array(),
    outbox: knock?.outbox,
    tab: browserTab(room),
    loadRest: () => import("../classroom/rest.js"),
    loadTalk: () => import("../classroom/talk.js"),
    loadOperating: () => import("./operating.js"),
    loadEditing: () => import("./editing.js"),
  });
  addEventListener("pagehide", session.leave);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && session.leave());
  return session;
}
