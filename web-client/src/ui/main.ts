import type { Denial } from "../wire/index.js";
import { readAddress } from "./address.js";
import { JoinPage, type Entry } from "./join-page.js";
import { recall, remember } from "./memory.js";
import { more } from "./parts.js";
import { applyTheme } from "./theme.js";
import { preferredLanguage, say, speak, speakMore, type Language } from "./words.js";

/** Refusals that the join page can mend, with the field they concern. */
const mendable: Partial<Record<Denial, "room" | "name">> = { noSuchRoom: "room", wrongCode: "room", signInNeeded: "name", nameNeeded: "name", badName: "name", outboxTaken: "name" };

let secret: Uint8Array | undefined;
/** The pages beside lessons: the house's, and a display's that waits to be let in. */
const beside = /^\/(house|screen)\/?$/.exec(location.pathname)?.[1];
/** Fetched while the join page is filled in. */
let room = beside ? undefined : import("./room.js");
room?.catch(() => undefined);

async function start(): Promise<void> {
  applyTheme();
  await speak(preferredLanguage(recall("language"), navigator.languages));
  navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
  if (beside) return void (await import("./house/index.js"))[beside as "house" | "screen"](choose);
  const address = readAddress(location.pathname, location.hash);
  secret = address.ticket;
  const name = recall("name") ?? "";
  // The secret must not stay where a shoulder or a screenshot finds it.
  if (secret) history.replaceState(null, "", location.pathname);
  // Who came by a link never typed a name: the server knows who it is.
  if (secret || (address.room && recall("room") === address.room)) void open({ room: address.room, name: name || (secret ? say("lecturer") : "") });
  else ask({ room: address.room, name });
}

function ask(entry: Entry, complaint?: { field: "room" | "name"; text: string }): void {
  const setLanguage = (language: Language) => void choose(language).then(() => ask(entry, complaint));
  document.body.replaceChildren(new JoinPage(entry, (typed) => {
    remember("name", typed.name);
    void open(typed);
  }, setLanguage, complaint));
}

async function open(entry: Entry): Promise<void> {
  const entrance = { ...entry, ticket: secret };
  const knocked = await import("../sync/knock.js").then(({ knock }) => knock(entrance), () => undefined);
  // Who was here before needs what was kept, and what keeps it, beside the board.
  if (!knocked) void import("../sync/keeping.js").catch(() => undefined);
  // A fetch that failed beside the join page is tried once more when it is needed.
  const loaded = await room!.catch(() => (room = import("./room.js"))).catch(() => undefined);
  if (!loaded) knocked?.close();
  if (!loaded) return ask(entry, { field: "room", text: say("link.offline") });
  const { openLesson, RoomView } = loaded;
  const lesson = openLesson(entrance, knocked);
  const view = new RoomView(lesson, entry.room, choose);
  const path = `/r/${encodeURIComponent(entry.room)}`;
  let isIn = false;
  const show = () => view.isConnected || document.body.replaceChildren(view);
  const stop = lesson.subscribe(() => {
    const { link } = lesson;
    if (lesson.me && !isIn) {
      isIn = true;
      remember("room", entry.room);
      if (location.pathname !== path) history.pushState(null, "", path);
      document.title = lesson.name ? `${lesson.name} – Takhti` : "Takhti";
      show();
    }
    if ((link.kind === "ended" && link.reason === "updated") || (link.kind === "denied" && link.reason === "otherRevision")) void more().then(({ renew }) => renew(lesson));
    // A link that breaks before the first welcome is told by the room's chip.
    if (link.kind === "reconnecting" || link.kind === "offline") show();
    if (link.kind !== "denied") return;
    const field = mendable[link.reason];
    if (!field) {
      show();
      return;
    }
    stop();
    lesson.close();
    remember("room", "");
    void speakMore().then(() => ask(entry, { field, text: say(`denial.${link.reason}`) }));
  });
  // Who comes by a link sees the board at once; who typed a code stays at the form until it is known to be right.
  if (location.pathname === path) show();
}

async function choose(language: Language): Promise<void> {
  remember("language", language);
  await speak(language);
}

// Back from a lesson to the join page, and the other way.
addEventListener("popstate", () => location.reload());
void start();
