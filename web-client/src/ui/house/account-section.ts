import { h } from "../element.js";
import { remember } from "../memory.js";
import { fitField, fitName } from "../name-text.js";
import { language } from "../words.js";
import { field, form, sure } from "./form.js";
import { post } from "./house-api.js";
import { passwordForm, type House } from "./house-page.js";
import { say } from "./house-words.js";

/** One's own name and password, and where one is signed in. */
export function accountSection(page: House): HTMLElement {
  const me = page.state.me!;
  const error = h("p", { class: "error", role: "alert" });
  const name = field(say("ownName"), { value: me.name, autocomplete: "name", autocapitalize: "words", oninput: fitField, required: true, dir: "auto" }, say("nameHint"));
  const rename = form(say("saveName"), [name], async () => {
    const own = fitName(name.input.value.trim());
    await post("account", { name: own });
    remember("name", own);
    await page.reload();
  }, { class: "inline" });
  return h("section", { class: "card", "aria-label": say("account") }, h("h2", {}, say("account")),
    me.hasPassword && rename,
    me.hasPassword && h("details", {}, h("summary", {}, say("changePassword")), passwordForm(page)),
    h("h3", {}, say("signIns")),
    h("ul", { class: "list" }, ...page.state.signIns.map(({ id, device, used, isThis, room }) => h("li", {},
      h("div", { class: "grow" },
        h("strong", {}, room !== undefined ? say("displayIn", { room }) : device || say("someDevice")),
        h("span", { class: "quiet" }, isThis ? say("thisDevice") : say("lastUsed", { date: day(used) }))),
      !isThis && sure(say("end"), error, async () => {
        await post(`sign-ins/${id}/end`);
        await page.reload();
      })))),
    error,
    h("div", { class: "row" }, sure(say("signOutEverywhere"), error, async () => {
      await post("sign-out", { everywhere: true });
      await page.reload();
    })));
}

function day(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleDateString(language, { day: "numeric", month: "long" });
}
