/** What the sync needs of the world. `browser-edge.ts` has the real one; tests have their own. */
export interface Edge {
  /** Milliseconds on a clock that never goes back while the page lives, and is near the wall clock's. */
  now(): number;
  /** 0 up to 1. */
  random(): number;
  /** 16 random hexadecimal digits. */
  randomID(): string;
  /** Acts once after `delay` milliseconds; returns how to prevent that. */
  after(delay: number, action: () => void): () => void;
  isOnline(): boolean;
  /** Tells when the device gains or loses its network; returns how to stop. */
  onNetwork(listener: () => void): () => void;
  /** Opens a WebSocket; what happens to it comes through `events`, never before this returns. */
  connect(url: string, protocols: string[], events: SocketEvents): Socket;
}

export interface Socket {
  send(bytes: Uint8Array): void;
  /** Bytes that wait to be sent. */
  readonly backlog: number;
  close(): void;
}

export interface SocketEvents {
  message(bytes: Uint8Array): void;
  closed(): void;
}
