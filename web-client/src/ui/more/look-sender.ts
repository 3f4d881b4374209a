import type { RoomContext } from "../room-context.js";
import { pageBounds, View } from "../board/view.js";

/** At most so often, in ms. */
const pause = 200;

/** Tells those who follow which part of the page the lecturer looks at. */
export class LookSender {
  private timer = 0;

  constructor(private readonly room: RoomContext) {}

  moved(): void {
    if (this.timer !== 0 || !this.room.lesson.mayTeach) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.send();
    }, pause);
  }

  private send(): void {
    const { lesson, board, shown } = this.room;
    const topic = lesson.pages.find(({ key }) => key === shown)?.topic;
    if (topic === undefined) return;
    const { left, top, right, bottom } = board.seen;
    const isAll = board.isFitted || View.fitting(pageBounds, board.clientWidth, board.clientHeight).equals(board.view);
    const box = { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) };
    lesson.signal({ kind: "looking", topic, ...(isAll ? {} : { box }) });
  }
}
