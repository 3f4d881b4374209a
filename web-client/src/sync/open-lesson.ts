import { browserEdge, browserStash, browserTab } from "./browser-edge.js";
import type { Device, Place } from "../wire/index.js";
import { openLesson as openSession, type RoomSession } from "./room-session.js";

export interface OpenOptions {
  /** The room's code: the last part of its address. */
  room: string;
  /** Of a lecturer's link: what stands behind `#k=`, decoded. */
  ticket: Uint8Array | undefined;
  /** For the first time here; the cookie says who it is afterwards. */
  name: string;
  /** Guessed where it is not said. */
  device?: Device;
  place?: Place;
}

/** Joins a lesson of the server that this page is from. */
export function openLesson({ room, ticket, name, device = guessedDevice(), place = "unknown" }: OpenOptions): RoomSession {
  const session = openSession({
    edge: browserEdge(),
    stash: browserStash(),
    loadKeeping: () => import("./keeping.js").then(({ openKeeping }) => openKeeping()),
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/r/${encodeURIComponent(room)}`,
    room,
    device,
    place,
    name,
    ticket: ticket ?? new Uint8Array(),
    tab: browserTab(room),
    loadEditing: () => import("./editing.js"),
  });
  addEventListener("pagehide", session.leave);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && session.leave());
  return session;
}

/** By how it is touched and how large it is. */
function guessedDevice(): Device {
  if (!matchMedia("(pointer: coarse)").matches) return "computer";
  const side = Math.min(screen.width, screen.height);
  return side < 600 ? "phone" : side < 1080 ? "tablet" : "board";
}
