import type { Board } from "../board/board.js";
import { pageBounds } from "../board/view.js";

/** A place on a page, in 1/8 px. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Lets the next touch of the board, from where it begins to where it ends, be a place on the page instead of ink. Returns what ends the waiting;
 * `done` is not called after that, nor when Escape is pressed.
 */
export function aim(board: Board, done: (from: Place, to: Place) => void): () => void {
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  let start: { pointer: number; place: Place } | undefined;
  const placeOf = (event: PointerEvent): Place => {
    const at = board.at(event);
    const { x, y } = board.view.unitsAt(at.x, at.y);
    const within = (value: number, end: number) => Math.round(Math.min(Math.max(value, 0), end - 1));
    return { x: within(x, pageBounds.right), y: within(y, pageBounds.bottom) };
  };
  const end = () => {
    board.classList.remove("aiming");
    listening.abort();
  };
  board.classList.add("aiming");
  // At the window, before the board and those who listen to it.
  const isHere = (event: Event) => event.target instanceof Node && board.contains(event.target);
  window.addEventListener("pointerdown", (event) => {
    if (!isHere(event)) return;
    event.stopImmediatePropagation();
    start ??= { pointer: event.pointerId, place: placeOf(event) };
  }, options);
  window.addEventListener("pointermove", (event) => isHere(event) && event.stopImmediatePropagation(), options);
  window.addEventListener("pointercancel", () => (start = undefined), options);
  window.addEventListener("pointerup", (event) => {
    if (event.pointerId !== start?.pointer) return;
    event.stopImmediatePropagation();
    const { place } = start;
    end();
    done(place, placeOf(event));
  }, options);
  window.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopImmediatePropagation(), end()), options);
  return end;
}
