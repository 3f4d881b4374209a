import type { Machine } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import { icons } from "./icons.js";
import type { LabDesk, MachineKey } from "./lab-desk.js";
import { say } from "./lab-words.js";

/** Ports of a machine whose pages may be opened. */
export class PortsView extends HTMLElement {
  private shown = "";

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey) {
    super();
  }

  update({ ports }: Machine, mayAllow: boolean): void {
    const addresses = ports.map((port) => this.desk.previewAddress(this.key, port));
    const now = JSON.stringify([ports, addresses, mayAllow]);
    if (now === this.shown || this.contains(document.activeElement)) return;
    this.shown = now;
    const rows = ports.map((port, index) => h("li", {},
      addresses[index] ? h("a", { class: "plain", href: addresses[index], target: "_blank", rel: "noopener noreferrer" }, icon(icons.open), h("span", {}, say("openPort", { port: `${port}` }))) : h("span", { class: "quiet" }, say("portWaits", { port: `${port}` })),
      mayAllow && button(icons.close, say("closePort", { port: `${port}` }), () => this.allow(port, false), { class: "plain" })));
    this.replaceChildren(h("p", { class: "quiet" }, say(ports.length > 0 ? "portsAbout" : "noPorts")), h("ul", {}, ...rows), ports.length > 0 ? h("p", { class: "quiet" }, say("portsPaths")) : "", mayAllow ? this.form() : "");
  }

  private allow(port: number, allowed: boolean): void {
    (document.activeElement as HTMLElement | null)?.blur();
    this.desk.allowPort(this.key, port, allowed);
  }

  private form(): HTMLElement {
    const field = h("input", { type: "number", min: 1, max: 65_535, required: true, inputmode: "numeric", "aria-label": say("port"), placeholder: "8000", dir: "ltr" });
    return h("form", { class: "row port-form", onsubmit: (event: Event) => {
      event.preventDefault();
      this.allow(field.valueAsNumber, true);
      field.value = "";
    } }, field, h("button", { class: "plain" }, say("allowPort")));
  }
}

customElements.define("takhti-ports", PortsView);
