import type { Edge, Socket, SocketEvents } from "./edge.js";
import type { Knock } from "./knock.js";
import type { Stash } from "./outbox-store.js";

/** Time, chance, network and sockets of a browser; `knock` may have opened the first socket. */
export function browserEdge(knock?: Knock): Edge {
  const origin = Date.now() - performance.now();
  return {
    now: () => origin + performance.now(),
    random: () => Math.random(),
    randomID,
    after(delay, action) {
      const timer = setTimeout(action, delay);
      return () => clearTimeout(timer);
    },
    isOnline: () => navigator.onLine,
    onNetwork(listener) {
      addEventListener("online", listener);
      addEventListener("offline", listener);
      return () => {
        removeEventListener("online", listener);
        removeEventListener("offline", listener);
      };
    },
    connect: (url, protocols, events) => knock?.take(url, protocols, events) ?? openSocket(url, protocols, events),
  };
}

export function openSocket(url: string, protocols: string[], events: SocketEvents): Socket {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => (data instanceof ArrayBuffer ? events.message(new Uint8Array(data)) : socket.close());
  socket.onclose = () => events.closed();
  return {
    send: (bytes) => socket.readyState === 1 && socket.send(bytes),
    get backlog() { return socket.bufferedAmount; },
    close: () => socket.close(),
  };
}

export function randomID(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where a page writes while it is being left. */
export function browserStash(): Stash {
  return {
    get(key) {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Full or forbidden: then the store alone has to do.
      }
    },
  };
}

/** What a tab remembers over a reload. */
export function browserTab(room: string): { get(): string | undefined; set(id: string): void } {
  const key = `takhti/${room}`;
  return {
    get() {
      try {
        return sessionStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(id) {
      try {
        sessionStorage.setItem(key, id);
      } catch {
        // Then each load is a tab of its own.
      }
    },
  };
}
