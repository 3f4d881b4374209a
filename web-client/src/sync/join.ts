import { browserEdge, browserStash, browserTab } from "./browser-edge.js";
import type { Device, Place } from "../wire/index.js";
import { openLesson, type RoomSession } from "./room-session.js";

export interface JoinOptions {
  /** Of the room: the last part of its address. */
  code: string;
  /** What a lecturer's link carries behind `#k=`: base64url; undefined without. */
  secret?: string | undefined;
  /** For the first time here; else empty: the cookie says who it is. */
  name: string;
  device: Device;
  place: Place;
}

/** Joins a lesson of the server that this page is from. */
export function joinLesson({ code, secret, name, device, place }: JoinOptions): RoomSession {
  const text = atob((secret ?? "").replace(/-/g, "+").replace(/_/g, "/"));
  const session = openLesson({
    edge: browserEdge(),
    stash: browserStash(),
    loadKeeping: () => import("./keeping.js").then(({ openKeeping }) => openKeeping()),
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/r/${encodeURIComponent(code)}`,
    room: code,
    device,
    place,
    name,
    ticket: Uint8Array.from(text, (char) => char.charCodeAt(0)),
    tab: browserTab(code),
    loadEditing: () => import("./editing.js"),
  });
  addEventListener("pagehide", session.leave);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && session.leave());
  return session;
}
