import type { Lesson } from "../../sync/lesson.js";
import { h } from "../element.js";
import { say, type Word } from "../words.js";

/** When the lesson is not shown here any more: why, and what to do. */
export function overCard(lesson: Lesson): Node {
  const { link, pendingCount } = lesson;
  if (link.kind !== "ended" && link.kind !== "denied") return h("span");
  const word: Word = link.kind === "ended" ? `farewell.${link.reason}` : `denial.${link.reason}`;
  const n = link.kind === "denied" && link.wait ? Math.ceil(link.wait / 1_000) : 0;
  const again = link.kind === "denied" ? "tryAgain" : link.reason === "replaced" ? "useHere" : "reload";
  const act = () => (link.kind === "ended" ? location.reload() : lesson.reconnectNow());
  return h("div", { class: "card", role: "alertdialog", "aria-label": say(word, { n }) },
    h("p", {}, say(word, { n })),
    pendingCount > 0 && h("p", { class: "quiet" }, say("waiting", { n: pendingCount })),
    h("div", { class: "row" }, h("button", { type: "button", class: "primary", onclick: act }, say(again)), h("a", { href: "/", class: "plain" }, say("toStart"))));
}
