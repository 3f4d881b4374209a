import type { OutboxID } from "../wire/index.js";
import { browserStash, browserTab, openSocket, randomID } from "./browser-edge.js";
import type { Socket, SocketEvents } from "./edge.js";
import { firstHello, guessedDevice, keptMarker, roomURL, subprotocols, type Entrance } from "./entrance.js";

/** A connection that was opened before what listens to it was loaded. */
export interface Knock {
  /** The outbox that it named. */
  readonly outbox: OutboxID;
  /** The socket, once, for who would open just this one. What came on it waits. */
  take(url: string, protocols: readonly string[], events: SocketEvents): Socket | undefined;
  close(): void;
}

/**
 * Asks to be let in while the board is still on its way, so that the page is here when it can be drawn. Undefined for who was here
 * before: what they kept has a say in the hello.
 */
export function knock(entrance: Entrance): Knock | undefined {
  const { room } = entrance;
  if (browserTab(room).get() ?? browserStash().get(keptMarker(room))) return undefined;
  const outbox = randomID() as OutboxID;
  const url = roomURL(room);
  const protocols = subprotocols(firstHello(entrance, outbox, guessedDevice(), "unknown"));
  let listener: SocketEvents | undefined;
  let isTaken = false;
  const waiting: ((events: SocketEvents) => void)[] = [];
  const tell = (happening: (events: SocketEvents) => void): void => {
    if (listener) happening(listener);
    else waiting.push(happening);
  };
  const socket = openSocket(url, protocols, {
    message: (bytes) => tell((events) => events.message(bytes)),
    closed: () => tell((events) => events.closed()),
  });
  return {
    outbox,
    take(toURL, words, events) {
      if (isTaken || toURL !== url || words.join() !== protocols.join()) return undefined;
      isTaken = true;
      queueMicrotask(() => {
        listener = events;
        for (const happening of waiting.splice(0)) happening(events);
      });
      return socket;
    },
    close: () => socket.close(),
  };
}
