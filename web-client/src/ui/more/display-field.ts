import { tidyCode } from "../address.js";
import { h } from "../element.js";
import { say } from "../words.js";
import { wayIn } from "./way-in.js";

/** Lets a hall's display in to the room, by the code that it shows; and the way to one's other rooms. */
export function displayField(room: string): HTMLElement {
  const hint = (place: string) => say("screenHint", { place: `\u2066${place}/screen\u2069` });
  const said = h("p", { class: "quiet", role: "status" }, hint(location.host));
  void wayIn(`/r/${encodeURIComponent(room)}/qr.svg`).then((place) => (said.textContent = hint(place)), () => undefined);
  const code = h("input", { id: "display-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 12, dir: "ltr" });
  const send = async () => {
    const shown = tidyCode(code.value);
    if (!shown) return code.focus();
    const answer = await fetch("/api/screens", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code: shown, room }) }).catch(() => undefined);
    if (answer?.ok) code.value = "";
    said.textContent = say(answer?.ok ? "screenIsIn" : answer?.status === 404 ? "screenUnknown" : answer?.status === 429 ? "screenWait" : answer ? "screenSignIn" : "screenOffline");
  };
  return h("form", { class: "group", onsubmit: (event: Event) => {
    event.preventDefault();
    void send();
  } },
  h("div", { class: "field display-field" }, h("label", { for: "display-code" }, say("screenCode")), h("div", { class: "row display-row" }, code, h("button", { class: "choice" }, say("screenLetIn"))), said),
  h("a", { class: "plain", href: "/house" }, say("toRooms")));
}
