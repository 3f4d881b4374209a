import { ClientMessage, NotLoaded, ServerMessage, decode, encode } from "../wire/index.js";
import type { Denial, Farewell, Hello, Welcome } from "../wire/index.js";
import type { Edge, Socket } from "./edge.js";
import { subprotocols } from "./entrance.js";
import type { Link } from "./lesson.js";

/** Numbers of the session, in milliseconds unless said otherwise. */
const reportAfterBytes = 4096;
const reportAfter = 1000;
const pingEvery = 15_000;
const pingEverySlow = 5000;
const connectLimit = 20_000;
/** How long nothing may move, though asked, before a link counts as dead: when idle, and while much is on its way. */
const silenceLimit = 12_000;
const transferLimit = 60_000;
const longestPause = 30_000;
const slowFrom = 1000;

export interface ConnectionEvents {
  /** What to say at the next try. */
  hello(): Hello;
  welcome(welcome: Welcome): void;
  /** Everything between `welcome` and the end, but what the connection answers itself. */
  message(message: ServerMessage, bytes: Uint8Array): void;
  /** The connection that was welcomed is gone. */
  lost(): void;
  link(): void;
  /** Whether much is on its way, such as a snapshot. */
  isCatchingUp(): boolean;
  /** Loads what a message may need that is not here at first. */
  loadRest(): Promise<unknown>;
  /** What arrived cannot be what was meant: start afresh. */
  fault(error: unknown): void;
}

export interface Connection {
  readonly link: Link;
  /** Whether the server has let us in. */
  readonly isOpen: boolean;
  /** Bytes that wait to be sent. */
  readonly backlog: number;
  /** Milliseconds there and back, smoothed. */
  readonly roundTrip: number;
  /** The room's time now. */
  roomTime(): number;
  send(message: ClientMessage): void;
  /** News of this age arrived. */
  saw(age: number): void;
  /** Tries now. */
  retry(): void;
  close(): void;
}

/** Why not to come back by itself. */
const isFinal = (reason: Farewell): boolean => !["restarting", "stopping", "tooSlow"].includes(reason);
/** What may change by itself. */
const mayPass = (reason: Denial): boolean => ["tooManyAttempts", "roomFull", "serverFull", "roomLocked"].includes(reason);

/** Keeps one session going: connects, listens, asks for life, comes back (rules S1 to S8 of protocol/README.md). */
export function connect(url: string, edge: Edge, events: ConnectionEvents): Connection {
  const began = edge.now();
  const clock = (): number => Math.round(edge.now() - began);
  let socket: Socket | undefined;
  let isOpen = false;
  let link: Link = { kind: "connecting" };
  let isOver = false;
  let tries = 0;
  let openedAt = 0;
  /** When the next try is due. */
  let stopWaiting = (): void => {};
  let stopTicking = (): void => {};
  let stopReporting: (() => void) | undefined;
  let unreported = 0;
  /** Messages that wait until what the first of them needs is loaded. */
  let waiting: Uint8Array[] | undefined;
  let hasRest = false;
  /** Sign of life: bytes that came, or bytes that went. */
  let lifeAt = 0;
  let backlogBefore = 0;
  /** The oldest ping without an answer, and the last one. */
  let askedAt: number | undefined;
  let pingedAt = 0;
  let roundTrip = 0;
  let offset = 0;
  let bestTrip = Infinity;
  let bestAt = 0;
  let seenAge = 0;
  let seenAt = -Infinity;
  /** The device says that its network is gone: one quick question decides. */
  let isDoubted = false;

  const show = (next: Link): void => {
    link = next;
    events.link();
  };

  const open = (): void => {
    stopWaiting();
    if (isOver) return;
    tries++;
    lifeAt = edge.now();
    let mine: Socket | undefined;
    const isMine = (): boolean => mine !== undefined && socket === mine;
    mine = socket = edge.connect(url, subprotocols(events.hello()), {
      message: (bytes) => isMine() && receive(bytes),
      closed: () => isMine() && lose(),
    });
    tick();
  };

  /** Ends what there is; `wait` overrules the pause. */
  const lose = (wait?: number, shown?: Link): void => {
    const wasOpen = isOpen;
    const old = socket;
    socket = undefined;
    isOpen = false;
    unreported = 0;
    waiting = undefined;
    askedAt = undefined;
    isDoubted = false;
    stopTicking();
    stopReporting?.();
    stopReporting = undefined;
    old?.close();
    if (wasOpen && edge.now() - openedAt > 10_000) tries = 0;
    if (wasOpen) events.lost();
    if (!isOver) pause(wait, shown);
    else if (shown) show(shown);
  };

  const pause = (wait?: number, shown?: Link): void => {
    const usual = tries === 0 ? 200 : Math.min(250 * 2 ** tries, longestPause);
    const delay = Math.round(wait === undefined ? usual * (0.5 + edge.random() / 2) : wait + edge.random() * Math.min(wait / 2, 5000));
    stopWaiting();
    stopWaiting = edge.after(delay, () => {
      show(edge.isOnline() ? (shown?.kind === "denied" ? { kind: "connecting" } : { kind: "reconnecting", wait: 0 }) : { kind: "offline" });
      open();
    });
    show(shown?.kind === "denied" ? { ...shown, wait: delay } : edge.isOnline() ? { kind: "reconnecting", wait: delay } : { kind: "offline" });
  };

  const end = (shown: Link): void => {
    isOver = true;
    stopWaiting();
    lose(undefined, shown);
  };

  const receive = (bytes: Uint8Array): void => {
    lifeAt = edge.now();
    unreported += bytes.length;
    if (waiting) waiting.push(bytes);
    else take(bytes);
    if (!isOpen) return;
    if (unreported >= reportAfterBytes) report();
    else if (unreported > 0) stopReporting ??= edge.after(reportAfter, report);
  };

  const take = (bytes: Uint8Array): void => {
    try {
      handle(decode(ServerMessage, bytes), bytes);
    } catch (error) {
      if (error instanceof NotLoaded && !hasRest) return wait(bytes);
      events.fault(error);
      if (socket) lose();
    }
  };

  /** Loads what `first` needs; nothing of it was taken yet. */
  const wait = (first: Uint8Array): void => {
    const mine = socket;
    const queue = (waiting = [first]);
    events.loadRest().then(
      () => {
        hasRest = true;
        if (waiting !== queue) return;
        waiting = undefined;
        for (const bytes of queue) if (socket === mine) take(bytes);
      },
      () => waiting === queue && lose(),
    );
  };

  const report = (): void => {
    stopReporting?.();
    stopReporting = undefined;
    if (unreported > 0) send({ kind: "received", bytes: unreported });
    unreported = 0;
  };

  const handle = (message: ServerMessage, bytes: Uint8Array): void => {
    switch (message.kind) {
      case "welcome":
        isOpen = true;
        openedAt = lifeAt;
        offset = message.now - clock();
        bestTrip = Infinity;
        roundTrip ||= 50;
        events.welcome(message);
        ping();
        judge(true);
        return;
      case "denied": {
        const { reason } = message;
        const wait = message.wait ?? (mayPass(reason) ? 10_000 : undefined);
        const shown: Link = { kind: "denied", reason, wait };
        if (wait === undefined) end(shown);
        else lose(wait, shown);
        return;
      }
      case "leaving":
        if (isFinal(message.reason)) end({ kind: "ended", reason: message.reason });
        else lose(message.wait);
        return;
      case "pong":
        answered(message.sent, message.now);
        return;
      default:
        events.message(message, bytes);
    }
  };

  const ping = (): void => {
    pingedAt = edge.now();
    askedAt ??= pingedAt;
    send({ kind: "ping", sent: clock() });
  };

  const answered = (sent: number, roomNow: number): void => {
    const now = edge.now();
    const trip = Math.max(0, clock() - sent);
    askedAt = undefined;
    isDoubted = false;
    roundTrip = bestTrip === Infinity ? trip : roundTrip + (trip - roundTrip) / 4;
    if (trip <= bestTrip * 1.2 || now - bestAt > 120_000) {
      bestTrip = trip;
      bestAt = now;
      offset = roomNow - sent - trip / 2;
    }
    judge();
  };

  /** Says live or slow, when that or its figure has changed much. */
  const judge = (isNew = false): void => {
    if (!isOpen) return;
    const now = edge.now();
    const asked = askedAt === undefined ? 0 : now - askedAt;
    const delay = Math.round(Math.max(now - seenAt < 3000 ? seenAge : 0, asked > 1500 ? asked : 0, roundTrip / 2));
    const wasSlow = link.kind === "slow";
    const isSlow = delay > (wasSlow ? slowFrom * 0.8 : slowFrom);
    const trip = Math.round(roundTrip);
    const before = link.kind === "live" ? link.roundTrip : link.kind === "slow" ? link.delay : 0;
    const after = isSlow ? delay : trip;
    if (isNew || isSlow !== wasSlow || Math.abs(after - before) > Math.max(100, before / 4)) {
      show(isSlow ? { kind: "slow", roundTrip: trip, delay } : { kind: "live", roundTrip: trip });
    }
  };

  /** Looks after the link once a second. */
  const tick = (): void => {
    stopTicking();
    if (!socket) return;
    const now = edge.now();
    const { backlog } = socket;
    if (backlog < backlogBefore) lifeAt = now;
    backlogBefore = backlog;
    if (!isOpen) {
      if (now - lifeAt > connectLimit) return lose();
    } else {
      const limit = isDoubted ? 3000 : events.isCatchingUp() || backlog > 0 ? transferLimit : Math.max(silenceLimit, 8 * roundTrip);
      if (askedAt !== undefined && now - Math.max(lifeAt, askedAt) > limit) return lose(0);
      if (now - pingedAt >= (link.kind === "live" ? pingEvery : pingEverySlow)) ping();
      judge();
    }
    stopTicking = edge.after(1000, tick);
  };

  const send = (message: ClientMessage): void => {
    if (isOpen && socket) socket.send(encode(ClientMessage, message));
  };

  const retry = (): void => {
    if (isOver || socket) return;
    stopWaiting();
    show({ kind: "reconnecting", wait: 0 });
    open();
  };

  const stopNetwork = edge.onNetwork(() => {
    if (isOver) return;
    if (edge.isOnline()) {
      if (socket && !isOpen) lose(0);
      else retry();
      if (isOpen) ping();
    } else if (isOpen) {
      isDoubted = true;
      ping();
    } else if (!socket) show({ kind: "offline" });
  });

  stopWaiting = edge.after(0, open);
  return {
    get link() { return link; },
    get isOpen() { return isOpen; },
    get backlog() { return socket?.backlog ?? 0; },
    get roundTrip() { return roundTrip; },
    roomTime: () => clock() + offset,
    send,
    saw(age) {
      const now = edge.now();
      seenAge = now - seenAt < 3000 ? seenAge + (age - seenAge) / 4 : age;
      seenAt = now;
      judge();
    },
    retry,
    close() {
      isOver = true;
      stopWaiting();
      stopNetwork();
      lose();
    },
  };
}
