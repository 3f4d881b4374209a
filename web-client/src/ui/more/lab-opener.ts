import type { RoomContext } from "../room-context.js";

let shown: { room: RoomContext; page: Promise<HTMLElement> } | undefined;

/** Opens the page of labs over the lesson; once, however often it is asked for. */
export async function openLabs(room: RoomContext): Promise<void> {
  if (shown) return;
  const before = document.activeElement as HTMLElement | null;
  const close = (): void => {
    void shown?.page.then((page) => page.remove());
    shown = undefined;
    before?.focus();
  };
  const made = import("../lab/index.js").then(async ({ openDesk, labPage }) => labPage(await openDesk(room.lesson, room.code), close));
  shown = { room, page: made };
  try {
    const page = await made;
    // The lesson's keys are the lesson's.
    page.addEventListener("keydown", (event) => event.stopPropagation());
    if (shown) document.body.append(page);
  } catch {
    shown = undefined;
  }
}
