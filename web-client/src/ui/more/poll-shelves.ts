import type { Question } from "../../formats/question.js";
import { decode, Snapshot } from "../../wire/index.js";

/** What was prepared in one of the lecturer's rooms. */
export interface Shelf {
  readonly code: string;
  readonly name: string;
  readonly questions: readonly Question[];
}

/** The lecturer's other rooms with what was prepared in them, the newest first. Fails when the server does not know who asks. */
export async function shelvesOf(thisRoom: string): Promise<readonly Shelf[]> {
  const answer = await fetch("/api/library");
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { shelves } = (await answer.json()) as { shelves: readonly { code: string; name: string; staff: string }[] };
  return shelves.filter(({ code }) => code !== thisRoom.replace(/\s/g, "")).map(({ code, name, staff }) => {
    const { state } = decode(Snapshot, bytesOf(staff));
    return { code, name, questions: state.kind === "staff" ? state.drafts.map(({ content, key, explanation }) => ({ content, key, explanation })) : [] };
  }).filter(({ questions }) => questions.length > 0);
}

function bytesOf(text: string): Uint8Array {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
