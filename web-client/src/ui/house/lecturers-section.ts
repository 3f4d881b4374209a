import { h } from "../element.js";
import { fitField, fitName } from "../name-text.js";
import { language } from "../words.js";
import { act, field, form, sure } from "./form.js";
import { post } from "./house-api.js";
import type { House } from "./house-page.js";
import { say } from "./house-words.js";

/** Who else has rooms here, and who is asked to. For the owner. */
export function lecturersSection(page: House): HTMLElement {
  const { lecturers, invitations } = page.state;
  const error = h("p", { class: "error", role: "alert" });
  const link = h("div", { class: "wide made-link", hidden: true });
  const open = h("ul", { class: "list" });
  const list = () => open.replaceChildren(...page.state.invitations.map(({ id, name, ends }) => h("li", {},
    h("div", { class: "grow" }, h("strong", {}, h("bdi", {}, name || say("unnamedInvitation"))), h("span", { class: "quiet" }, say("invitedUntil", { date: day(ends) }))),
    sure(say("revoke"), error, async () => {
      await post(`invitations/${id}/revoke`);
      await page.reload();
    }))));
  list();
  const name = field(say("inviteName"), { oninput: fitField, autocapitalize: "words", autocomplete: "off", dir: "auto" });
  const invite = form(say("invite"), [name], async () => {
    const { token, id } = await post<{ token: string; id: number }>("invitations", { name: fitName(name.input.value.trim()) });
    page.state.invitations.push({ id, name: name.input.value.trim(), ends: Date.now() / 1_000 + 7 * 86_400 });
    name.input.value = "";
    list();
    showLink(link, error, `${location.origin}/house#i=${token}`);
  }, { class: "inline" });
  return h("section", { class: "card", "aria-label": say("lecturers") }, h("h2", {}, say("lecturers")),
    lecturers.length + invitations.length === 0 && h("p", { class: "quiet" }, say("noLecturers")),
    lecturers.length > 0 && h("ul", { class: "list" }, ...lecturers.map(({ id, name, login }) => h("li", {},
      h("div", { class: "grow" }, h("strong", {}, h("bdi", {}, name)), h("span", { class: "quiet" }, h("bdi", {}, login))),
      sure(say("removeLecturer"), error, async () => {
        await post(`lecturers/${id}/remove`);
        await page.reload();
      })))),
    open, error, invite, link);
}

/** The link is shown once: only its hash is kept. */
function showLink(place: HTMLElement, error: HTMLElement, link: string): void {
  const shown = field(say("inviteLink"), { value: link, readonly: true, dir: "ltr", onfocus: (event: Event) => (event.target as HTMLInputElement).select() }, say("inviteLinkHint"));
  const copied = h("p", { class: "good", role: "status" });
  const copy = act(say("copy"), error, async () => {
    shown.input.select();
    // Over plain HTTP there is no clipboard: then the text is there, chosen.
    await navigator.clipboard?.writeText(link);
    copied.textContent = navigator.clipboard ? say("copied") : "";
  });
  place.hidden = false;
  place.replaceChildren(shown.element, h("div", { class: "row" }, copy, copied));
  shown.input.focus();
}

function day(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleDateString(language, { day: "numeric", month: "long" });
}
