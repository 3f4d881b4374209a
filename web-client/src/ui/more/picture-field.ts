import type { Picture } from "../../wire/index.js";
import { button, h } from "../element.js";
import { fitName } from "../name-text.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import type { PictureFlaw } from "./picture-sending.js";
import { PictureView } from "./picture-view.js";

/** As the protocol's `lineByteLimit`. */
const descriptionLimit = 255;

/** Where a picture is chosen, described and taken away again. `changed` is called with what is there now; `isShort`: the button is an icon. */
export function pictureField(room: RoomContext, name: string, picture: Picture | undefined, isShort: boolean, changed: (picture: Picture | undefined) => void): HTMLElement {
  const said = h("p", { class: "quiet", role: "status" });
  const file = h("input", { type: "file", accept: "image/png,image/jpeg,image/webp,image/gif", hidden: true, onchange: () => void send() });
  const choose = button(icons.picture, name, () => file.click(), { class: "plain", word: !isShort });
  const send = async (): Promise<void> => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    [choose.disabled, said.textContent] = [true, say("pictureSending")];
    const { sendPicture, PictureRefused } = await import("./picture-sending.js");
    try {
      changed({ ...(await sendPicture(room.code.replace(/\s/g, ""), chosen)), description: "" });
    } catch (reason) {
      const flaw: PictureFlaw = reason instanceof PictureRefused ? reason.flaw : "offline";
      [choose.disabled, file.value, said.textContent] = [false, "", say(`flaw.${flaw}`)];
    }
  };
  if (!picture) return h("div", { class: "picture-field" }, file, choose, said);
  const description = h("input", { value: picture.description, "aria-label": say("pictureDescription"), placeholder: say("pictureDescription"), dir: "auto", oninput: () => {
    const fit = fitName(description.value, descriptionLimit);
    if (fit !== description.value) description.value = fit;
    changed({ ...picture, description: description.value });
  } });
  return h("div", { class: "picture-field row" }, new PictureView(picture, true), description, button(icons.bin, say("removePicture"), () => changed(undefined), { class: "plain" }));
}
