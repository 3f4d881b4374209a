import { h } from "../element.js";
import { tidyCode } from "../address.js";
import { recall, remember } from "../memory.js";
import { fitField, fitName } from "../name-text.js";
import { act, field, form, sure } from "./form.js";
import { post, type HouseState } from "./house-api.js";
import type { House } from "./house-page.js";
import { say } from "./house-words.js";

type Room = HouseState["rooms"][number];

/** The rooms, and a form for one more. */
export function roomsSection(page: House): HTMLElement {
  const name = field(say("newRoomName"), { oninput: fitField, autocapitalize: "sentences", dir: "auto" });
  const make = form(say("makeRoom"), [name], async () => {
    await post("rooms", { name: fitName(name.input.value.trim()) });
    await page.reload();
  }, { class: "inline" });
  const { rooms } = page.state;
  return h("section", { class: "card", "aria-label": say("rooms") }, h("h2", {}, say("rooms")),
    rooms.length > 0 ? h("ul", { class: "list" }, ...rooms.map((room) => row(page, room))) : h("p", { class: "quiet" }, say("noRooms")),
    make);
}

function row(page: House, room: Room): HTMLElement {
  const error = h("p", { class: "error", role: "alert" });
  const display = displayForm(page, room);
  display.hidden = true;
  const toggle = act(say("connectDisplay"), error, async () => {
    display.hidden = !display.hidden;
    toggle.setAttribute("aria-expanded", `${!display.hidden}`);
    if (!display.hidden) display.querySelector("input")!.focus();
  }, { "aria-expanded": "false" });
  const name = room.name || say("unnamedRoom");
  return h("li", {},
    h("div", { class: "grow" }, h("strong", {}, h("bdi", {}, name)), h("span", { class: "quiet" }, h("span", { class: "room-code", dir: "ltr" }, room.code), ...(room.keeper === undefined ? [] : [" · ", h("bdi", {}, room.keeper)]))),
    h("div", { class: "row" },
      h("a", { class: "button primary", href: `/r/${room.code}`, "aria-label": `${say("openRoom")}: ${name}`, onclick: () => enter(page, room) }, say("openRoom")),
      toggle,
      sure(say("newCode"), error, async () => {
        await post(`rooms/${room.code}/code`);
        await page.reload();
      })),
    display, error);
}

/** The way in is known: nobody is asked for a name that the house has. */
function enter(page: House, room: Room): void {
  remember("room", room.code);
  if (!recall("name")) remember("name", page.state.me?.name ?? "");
}

function displayForm(page: House, room: Room): HTMLElement {
  const done = h("p", { class: "good", role: "status" });
  const code = field(say("displayCode"), { autocomplete: "off", autocapitalize: "characters", maxlength: 12, required: true, dir: "ltr", class: "room-code" }, say("displayHint", { place: `\u2066${page.state.place}/screen\u2069` }));
  return h("div", { class: "wide" }, form(say("letIn"), [code], async () => {
    done.textContent = "";
    await post("screens", { code: tidyCode(code.input.value), room: room.code });
    code.input.value = "";
    done.textContent = say("displayLetIn");
  }, { class: "inline" }), done);
}
