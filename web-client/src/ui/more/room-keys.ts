import type { RoomContext } from "../room-context.js";

/** Keys that work in every room; true when the key did something. */
export function pressKey(room: RoomContext, event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const { board, lesson } = room;
  const step = 80;
  const isBoard = event.target === board || event.target === document.body;
  const pan = (dx: number, dy: number) => isBoard && (board.move((view) => view.panned(dx, dy)), true);
  const zoom = (factor: number) => (board.move((view) => view.zoomed(factor, board.middle().x, board.middle().y)), true);
  switch (event.key) {
    case "ArrowLeft": return pan(step, 0);
    case "ArrowRight": return pan(-step, 0);
    case "ArrowUp": return pan(0, step);
    case "ArrowDown": return pan(0, -step);
    case "+": case "=": return zoom(1.25);
    case "-": return zoom(0.8);
    case " ": return isBoard && !lesson.mayTeach && lesson.isTalking && lesson.may("ask") && (lesson.raiseHand(!lesson.hands.some(({ isMine }) => isMine)), true);
    case "0": return room.follow(), true;
    case "?": return room.toggle("keys"), true;
    case "Escape": return room.panel ? (room.toggle(undefined), true) : (board.focus(), false);
    case "PageUp": return turnPage(room, -1);
    case "PageDown": return turnPage(room, 1);
    default: return false;
  }
}

/** Goes to the page before or behind the one that is shown. */
export function turnPage(room: RoomContext, by: number): true {
  const { pages } = room.lesson;
  const next = pages[pages.findIndex(({ key }) => key === room.shown) + by];
  if (next) room.goTo(next.key);
  return true;
}
