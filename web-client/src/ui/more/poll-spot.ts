import type { AnswerKey, PollContent, TallyView } from "../../wire/index.js";
import { pageBounds } from "../board/view.js";
import { h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { Thumbnails } from "./thumbnails.js";

/** The grid in which the server counts places (rule R11). */
const columns = 32;
const rows = 18;

/** Where people pointed: the page, and on it a dot for each place, as large as it was pointed at often; the right place framed. */
export class SpotMap {
  private readonly thumbnails: Thumbnails;
  private readonly dots = h("canvas", { width: 640, height: 360 });
  readonly element = h("div", { class: "spot-map", role: "img" });

  constructor(room: RoomContext, { page }: PollContent) {
    this.thumbnails = new Thumbnails(room);
    const info = page === undefined ? undefined : room.lesson.pages.find(({ key }) => key === room.lesson.pageOf(page));
    this.element.append(...(info ? [this.thumbnails.picture(info)] : []), this.dots);
  }

  show(tally: TallyView, key: AnswerKey | undefined): void {
    const pencil = this.dots.getContext("2d")!;
    const { width, height } = this.dots;
    const most = tally.rows.reduce((all, { votes }) => Math.max(all, votes), 1);
    const { color, outlineColor } = getComputedStyle(this.dots);
    pencil.clearRect(0, 0, width, height);
    pencil.fillStyle = color;
    for (const { row, votes } of tally.rows) {
      pencil.globalAlpha = 0.75;
      pencil.beginPath();
      pencil.arc(((row % columns) + 0.5) * (width / columns), (Math.floor(row / columns) + 0.5) * (height / rows), 8 + 16 * Math.sqrt(votes / most), 0, 2 * Math.PI);
      pencil.fill();
    }
    pencil.globalAlpha = 1;
    if (key?.kind === "spot") {
      pencil.strokeStyle = outlineColor;
      pencil.lineWidth = 4;
      const [across, down] = [width / pageBounds.right, height / pageBounds.bottom];
      pencil.strokeRect(key.box.x * across, key.box.y * down, key.box.width * across, key.box.height * down);
    }
    this.element.setAttribute("aria-label", say("placesPointed", { n: tally.answered }));
  }

  close(): void {
    this.thumbnails.close();
  }
}
