import { h } from "../element.js";
import { remember } from "../memory.js";
import { fitField, fitName } from "../name-text.js";
import { accountSection } from "./account-section.js";
import { excuse, field, form } from "./form.js";
import { house, post, type HouseState } from "./house-api.js";
import { say } from "./house-words.js";
import { lecturersSection } from "./lecturers-section.js";
import { roomsSection } from "./rooms-section.js";

/** What the sections need of the page. */
export interface House {
  readonly state: HouseState;
  /** Asks for the state anew, and shows it. */
  reload(): Promise<void>;
}

/** The house: who is nobody here signs in, or answers an invitation; others see their rooms. */
export class HousePage extends HTMLElement implements House {
  state: HouseState = { place: "", rooms: [], invitations: [], lecturers: [], signIns: [] };
  /** Of a link: `#k=` the owner's, `#i=` an invitation's. */
  private readonly key = /[#&]k=([\w-]+)/.exec(location.hash)?.[1];
  private readonly token = /[#&]i=([\w-]+)/.exec(location.hash)?.[1];

  constructor(private readonly languages: HTMLElement) {
    super();
  }

  connectedCallback(): void {
    document.title = `${say("yourRooms")} – Takhti`;
    void this.begin();
  }

  private async begin(): Promise<void> {
    try {
      if (this.key) {
        await post("sign-in", { key: this.key });
        // The secret must not stay where a shoulder or a screenshot finds it.
        history.replaceState(null, "", location.pathname);
      }
      if (this.token) return await this.showInvitation(this.token);
      await this.reload();
    } catch (reason) {
      if (this.key) history.replaceState(null, "", location.pathname);
      this.showSignIn(this.token ? say("refusal.invitationGone") : excuse(reason));
    }
  }

  async reload(): Promise<void> {
    this.state = await house();
    const { me } = this.state;
    if (!me) return this.showSignIn();
    const top = h("header", { class: "house-top" },
      h("img", { src: "/icon.svg", alt: "", width: 40, height: 40 }),
      h("div", { class: "grow" }, h("h1", {}, say("yourRooms")), h("p", { class: "quiet" }, h("bdi", {}, me.name || me.login), me.isOwner && ` · ${say("owner")}`)),
      h("div", { class: "house-tools" }, this.languages,
        h("button", { type: "button", class: "choice", onclick: () => void post("sign-out").then(() => this.reload(), (reason: unknown) => alertLine(this, excuse(reason))) }, say("signOut"))));
    this.replaceChildren(h("main", { class: "house" }, top, h("p", { class: "error", role: "alert", hidden: true }),
      !me.hasPassword && h("section", { class: "card notice-card" }, h("h2", {}, say("setPassword")), h("p", { class: "quiet" }, say("setPasswordWhy")), passwordForm(this)),
      roomsSection(this), me.isOwner && lecturersSection(this), accountSection(this)));
  }

  private showSignIn(complaint = ""): void {
    const login = field(say("login"), { autocomplete: "username", required: true, dir: "auto", enterkeyhint: "next" });
    const password = field(say("password"), { type: "password", autocomplete: "current-password", required: true, dir: "auto", enterkeyhint: "go" });
    const shown = form(say("signIn"), [login, password], async () => {
      await post("sign-in", { login: login.input.value, password: password.input.value.normalize("NFC") });
      await this.reload();
    });
    shown.querySelector(".error")!.textContent = complaint;
    this.showDoor(say("yourRooms"), say("signInWhy"), shown, h("p", { class: "quiet small" }, say("forgot")));
    if (matchMedia("(pointer: fine)").matches) login.input.focus();
  }

  private async showInvitation(token: string): Promise<void> {
    const { name } = await post<{ name: string }>("invitations/look", { token });
    const own = field(say("ownName"), { value: name, autocomplete: "name", autocapitalize: "words", required: true, dir: "auto" }, say("nameHint"));
    const login = field(say("login"), { autocomplete: "username", required: true, dir: "auto" }, say("loginHint"));
    const password = field(say("newPassword"), { type: "password", autocomplete: "new-password", required: true, dir: "auto" }, say("passwordHint"));
    const accept = form(say("makeAccount"), [own, login, password], async () => {
      await post("invitations/accept", { token, name: own.input.value, login: login.input.value, password: password.input.value.normalize("NFC") });
      history.replaceState(null, "", location.pathname);
      remember("name", own.input.value);
      await this.reload();
    });
    this.showDoor(say("invited"), say("invitedWhy"), accept);
  }

  private showDoor(heading: string, why: string, ...content: Node[]): void {
    this.replaceChildren(h("main", { class: "house-door" },
      h("header", {}, h("h1", {}, h("img", { src: "/icon.svg", alt: "", width: 56, height: 56 }), heading), h("p", { class: "quiet" }, why)),
      ...content,
      h("footer", { class: "row" }, h("a", { href: "/", class: "plain" }, say("toJoin")), this.languages)));
  }
}

export function passwordForm(page: House): HTMLFormElement {
  const me = page.state.me!;
  const needsOld = me.hasPassword && !me.isByKey;
  const old = field(say("oldPassword"), { type: "password", autocomplete: "current-password", required: true, dir: "auto" });
  const name = field(say("ownName"), { value: me.name, autocomplete: "name", autocapitalize: "words", oninput: fitField, required: true, dir: "auto" }, say("nameHint"));
  const isFirst = !me.hasPassword;
  const login = field(say("login"), { value: me.login, autocomplete: "username", required: true, dir: "auto" }, say("loginHint"));
  const password = field(say("newPassword"), { type: "password", autocomplete: "new-password", required: true, dir: "auto" }, say("passwordHint"));
  return form(say("savePassword"), [...(isFirst ? [name] : []), ...(needsOld ? [old] : []), login, password], async () => {
    const request = { name: isFirst ? fitName(name.input.value.trim()) : undefined, login: login.input.value, old: needsOld ? old.input.value.normalize("NFC") : undefined, password: password.input.value.normalize("NFC") };
    await post("account", request);
    await page.reload();
  });
}

function alertLine(page: HTMLElement, words: string): void {
  const line = page.querySelector<HTMLElement>(".house > .error");
  if (!line) return;
  line.hidden = false;
  line.textContent = words;
}

customElements.define("takhti-house", HousePage);
