import type { Device, Hello, OutboxID, Place } from "../wire/index.js";
import { encode } from "../wire/codec.js";
import { Hello as HelloCodec } from "../wire/hello.generated.js";
import { protocolName, revision } from "../wire/protocol.generated.js";

/** Where somebody wants to be let in, and as whom. */
export interface Entrance {
  /** The room's code: the last part of its address. */
  room: string;
  /** Of a lecturer's link: what stands behind `#k=`, decoded. */
  ticket: Uint8Array | undefined;
  /** For the first time here; the cookie says who it is afterwards. */
  name: string;
}

/** The server that this page is from. */
export function roomURL(room: string): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/r/${encodeURIComponent(room)}`;
}

/** Where the stash says that this device has kept something of the room. */
export function keptMarker(room: string): string {
  return `o/${room}`;
}

/** What a tab says that knows nothing of the room yet. */
export function firstHello({ ticket, name }: Entrance, outbox: OutboxID, device: Device, place: Place): Hello {
  return { revision, outbox, orphans: [], device, place, topics: [], ticket: ticket ?? new Uint8Array(), name };
}

/** The subprotocols of the upgrade request: ours, and the hello that rides on it. */
export function subprotocols(hello: Hello): string[] {
  const bytes = encode(HelloCodec, hello);
  const text = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  return [protocolName, `hello.${text}`];
}

/** By how it is touched and how large it is. */
export function guessedDevice(): Device {
  if (!matchMedia("(pointer: coarse)").matches) return "computer";
  const side = Math.min(screen.width, screen.height);
  return side < 600 ? "phone" : side < 1080 ? "tablet" : "board";
}
