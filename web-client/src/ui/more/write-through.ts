/** So far a pointer goes on from where it came down before it is no tap, in CSS pixels. */
const tapTravel = 8;

/**
 * What floats over the page takes taps only: a pen that comes down on it and goes on writes on the page beneath, from where it came down.
 * `putAside` is called then. The element's style must not let the browser take the touch (`touch-action: none`).
 */
export function writeThrough(element: HTMLElement, putAside: () => void): void {
  element.addEventListener("pointerdown", (down) => {
    // A finger that shakes on what a notice is about means it.
    if ((down.target as Element).closest(".primary")) return;
    const follow = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      const goesOn = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > tapTravel;
      if (event.type === "pointermove" && !goesOn) return;
      for (const kind of kinds) removeEventListener(kind, follow, true);
      if (event.type !== "pointermove") return;
      const board = element.closest("takhti-room")?.querySelector("takhti-board");
      putAside();
      board?.dispatchEvent(new PointerEvent("pointerdown", down));
    };
    for (const kind of kinds) addEventListener(kind, follow, true);
  });
}

const kinds = ["pointermove", "pointerup", "pointercancel"] as const;
