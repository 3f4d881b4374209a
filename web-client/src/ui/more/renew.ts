import type { Lesson } from "../../sync/lesson.js";

/** Not again before so long, in ms: a server older than this page must not make it load for ever. */
const pause = 60_000;
const lastKey = "takhti.renewed";

/** The server is newer than this page: loads it anew once nothing is being written. The outbox stays. */
export async function renew(lesson: Lesson): Promise<void> {
  const last = Number(sessionStorage.getItem(lastKey) ?? 0);
  if (Date.now() - last < pause) return;
  sessionStorage.setItem(lastKey, `${Date.now()}`);
  // Not for ever: the service worker may have nothing new, or there may be none.
  const registration = await navigator.serviceWorker?.getRegistration();
  const isNew = new Promise((resolve) => navigator.serviceWorker?.addEventListener("controllerchange", resolve));
  await registration?.update().catch(() => undefined);
  if (registration?.installing || registration?.waiting) await Promise.race([isNew, new Promise((resolve) => setTimeout(resolve, 8_000))]);
  while (isWriting(lesson)) await new Promise((resolve) => setTimeout(resolve, 500));
  location.reload();
}

function isWriting(lesson: Lesson): boolean {
  return lesson.taught !== undefined && lesson.page(lesson.taught).strokes.some(({ isOwn, isOpen }) => isOwn && isOpen);
}
