import type { Picture } from "../../wire/index.js";
import { button, h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { icons } from "./icons.js";

/** Milliseconds: where the small form took longer, the large one waits for a tap. */
const patience = 1_000;
/** Pictures whose large form is here: they are shown in it from the beginning. */
const large = new Set<string>();

/** Where a picture of a room is. */
export const pictureAddress = (code: string, asset: string): string => `/r/${encodeURIComponent(code.replace(/\s/g, ""))}/pictures/${asset}`;

/**
 * A picture in its place, which is kept before the file is there. The small form comes first; the large one takes its place where the link is good, or
 * when it is tapped. `isPart`: it stands in something that is tapped for another reason, and is enlarged by `enlargeButton` beside it.
 */
export class PictureView extends HTMLElement {
  private readonly image = h("img", { alt: this.picture.description || say("picture"), decoding: "async", draggable: "false" });

  constructor(readonly picture: Picture, isPart = false) {
    super();
    this.style.setProperty("--ratio", `${picture.width / picture.height}`);
    this.style.setProperty("--wide", `${picture.width}px`);
    this.append(isPart ? this.image : button("", say("enlargePicture", { text: picture.description }), () => enlarge(this, picture), { class: "pic" }));
    this.querySelector("button")?.append(this.image);
  }

  connectedCallback(): void {
    if (this.image.src) return;
    const address = addressIn(this, this.picture);
    if (large.has(address)) return void (this.image.src = address);
    const began = performance.now();
    this.image.addEventListener("load", () => {
      if (performance.now() - began < patience && this.isConnected && roomOf(this)?.lesson.link.kind === "live") void whole(address).then((source) => (this.image.src = source), () => undefined);
    }, { once: true });
    this.image.src = `${address}/small`;
  }
}

/** Enlarges a picture that stands in something that is tapped for another reason. */
export function enlargeButton(picture: Picture): HTMLElement {
  return button(icons.full, say("enlargePicture", { text: picture.description }), (event) => enlarge(event.currentTarget as Element, picture), { class: "plain" });
}

const roomOf = (element: Element): RoomContext | null => element.closest<HTMLElement & RoomContext>("takhti-room");
const addressIn = (element: Element, { asset }: Picture): string => pictureAddress(roomOf(element)?.code ?? "", asset);

/** The large form, once it is here. */
async function whole(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  large.add(address);
  return address;
}

/** Over everything, until it is tapped or Esc is pressed. */
function enlarge(from: Element, picture: Picture): void {
  const address = addressIn(from, picture);
  const image = h("img", { alt: picture.description || say("picture"), src: large.has(address) ? address : `${address}/small` });
  const dialog: HTMLDialogElement = h("dialog", { class: "enlarged", "aria-label": say("picture"), onclick: () => dialog.close(), onclose: () => dialog.remove() },
    button("", say("close"), () => dialog.close(), { class: "primary", word: true }), image, picture.description !== "" && h("p", { dir: "auto" }, picture.description));
  image.style.setProperty("--ratio", `${picture.width / picture.height}`);
  from.closest("takhti-room")?.append(dialog);
  dialog.showModal();
  void whole(address).then((source) => (image.src = source), () => undefined);
}

customElements.define("takhti-picture", PictureView);
