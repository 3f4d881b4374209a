import { button, h } from "../element.js";
import { icons } from "./icons.js";
import type { LabFiles } from "./lab-desk.js";
import { say } from "./lab-words.js";
import { bytesText } from "./metrics-view.js";

/** What lies in a machine's home: to take away, and to put in. */
export class FilesView extends HTMLElement {
  private readonly list = h("ul");
  private readonly told = h("p", { class: "quiet", role: "status" });
  private readonly field = h("input", { type: "file", hidden: true, multiple: true, onchange: () => void this.put([...(this.field.files ?? [])]) });

  constructor(private readonly files: LabFiles, private readonly mayPut: boolean) {
    super();
  }

  connectedCallback(): void {
    const put = button(icons.upload, say("putFile"), () => this.field.click(), { word: true, class: "plain" });
    this.replaceChildren(h("div", { class: "row" }, ...(this.mayPut ? [put, this.field] : []), button(icons.reset, say("lookAgain"), () => void this.update(), { word: true, class: "plain" })), this.told, this.list);
    if (this.mayPut) {
      this.addEventListener("dragover", (event) => event.preventDefault());
      this.addEventListener("drop", (event) => {
        event.preventDefault();
        void this.put([...(event.dataTransfer?.files ?? [])]);
      });
    }
    void this.update();
  }

  /** Lists the files anew. */
  async update(): Promise<void> {
    try {
      const files = await this.files.list();
      this.list.replaceChildren(...files.map(({ name, bytes }) => h("li", {}, h("a", { href: this.files.address(name), download: name, class: "plain" }, h("bdi", {}, name)), h("span", { class: "quiet" }, bytesText(bytes)))));
      if (files.length === 0) this.list.replaceChildren(h("li", { class: "quiet" }, say("noFiles")));
    } catch (error) {
      this.told.textContent = reason(error);
    }
  }

  private async put(files: readonly File[]): Promise<void> {
    for (const file of files) {
      if (file.size > this.files.byteLimit) {
        this.told.textContent = say("fileOverLimit", { name: file.name, size: bytesText(this.files.byteLimit) });
        continue;
      }
      this.told.textContent = say("puttingFile", { name: file.name });
      await this.files.put(file).then(() => (this.told.textContent = say("filePut", { name: file.name })), (error) => (this.told.textContent = reason(error)));
    }
    this.field.value = "";
    await this.update();
  }
}

function reason(error: unknown): string {
  return (error instanceof Error && error.message) || say("filesFailed");
}

customElements.define("takhti-files", FilesView);
