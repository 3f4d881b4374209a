import type { Lesson } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { icons } from "../icons.js";
import { seconds } from "../link-chip.js";
import { say } from "../words.js";

/** The state of the link in a sentence, whether everything is stored, and what may be done. */
export function explainLink(lesson: Lesson, close: () => void, showRefused: () => void): Node {
  const { link, pendingCount, refusals } = lesson;
  const n = link.kind === "slow" ? seconds(link.delay) : link.kind === "live" ? Math.round(link.roundTrip) : 0;
  const canTry = link.kind === "reconnecting" || link.kind === "offline";
  return h("div", {},
    h("p", {}, say(`explain.${link.kind}`, { n })),
    h("p", { class: "quiet" }, pendingCount > 0 ? say("waiting", { n: pendingCount }) : say("stored")),
    refusals.length > 0 && h("button", { type: "button", class: "choice", onclick: () => (close(), showRefused()) }, `${say("refusedTitle")} (${refusals.length.toLocaleString(document.documentElement.lang)})`),
    h("div", { class: "row" }, canTry && h("button", { type: "button", class: "primary", onclick: () => lesson.reconnectNow() }, say("tryNow")), button(icons.close, say("close"), close, { class: "plain", word: true })));
}
