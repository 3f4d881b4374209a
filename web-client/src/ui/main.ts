import { openLesson } from "../sync/open-lesson.js";
import type { Denial } from "../wire/index.js";
import { readAddress } from "./address.js";
import { JoinPage, type Entry } from "./join-page.js";
import { recall, remember } from "./memory.js";
import { more } from "./parts.js";
import { RoomView } from "./room-view.js";
import { applyTheme } from "./theme.js";
import { preferredLanguage, say, speak, speakMore, type Language } from "./words.js";

/** Refusals that the join page can mend, with the field they concern. */
const mendable: Partial<Record<Denial, "room" | "name">> = { noSuchRoom: "room", wrongCode: "room", signInNeeded: "name", nameNeeded: "name", badName: "name", outboxTaken: "name" };

let secret: Uint8Array | undefined;

async function start(): Promise<void> {
  applyTheme();
  await speak(preferredLanguage(recall("language"), navigator.languages));
  navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
  const address = readAddress(location.pathname, location.hash);
  secret = address.ticket;
  const name = recall("name") ?? "";
  // The secret must not stay where a shoulder or a screenshot finds it.
  if (secret) history.replaceState(null, "", location.pathname);
  if (secret || (address.room && name && recall("room") === address.room)) open({ room: address.room, name: name || say("lecturer") });
  else ask({ room: address.room, name });
}

function ask(entry: Entry, complaint?: { field: "room" | "name"; text: string }): void {
  const setLanguage = (language: Language) => void choose(language).then(() => ask(entry, complaint));
  document.body.replaceChildren(new JoinPage(entry, (typed) => {
    remember("name", typed.name);
    open(typed);
  }, setLanguage, complaint));
}

function open(entry: Entry): void {
  const lesson = openLesson({ ...entry, ticket: secret });
  const room = new RoomView(lesson, entry.room, choose);
  const path = `/r/${encodeURIComponent(entry.room)}`;
  let isIn = false;
  const stop = lesson.subscribe(() => {
    const { link } = lesson;
    if (lesson.me && !isIn) {
      isIn = true;
      remember("room", entry.room);
      if (location.pathname !== path) history.pushState(null, "", path);
      document.title = lesson.name ? `${lesson.name} – Takhti` : "Takhti";
      document.body.replaceChildren(room);
    }
    if ((link.kind === "ended" && link.reason === "updated") || (link.kind === "denied" && link.reason === "otherRevision")) void more().then(({ renew }) => renew(lesson));
    if (link.kind !== "denied") return;
    const field = mendable[link.reason];
    if (!field) return document.body.replaceChildren(room);
    stop();
    lesson.close();
    remember("room", "");
    void speakMore().then(() => ask(entry, { field, text: say(`denial.${link.reason}`) }));
  });
  // Who comes by a link sees the board at once; who typed a code stays at the form until it is known to be right.
  if (location.pathname === path) document.body.replaceChildren(room);
}

async function choose(language: Language): Promise<void> {
  remember("language", language);
  await speak(language);
}

void start();
