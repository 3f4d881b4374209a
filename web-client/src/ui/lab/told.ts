/** How long a notice stands, in ms. */
const noticeTime = 3_000;

/** A button says for a moment what it did. */
export function told(element: HTMLElement, text: string): void {
  const name = element.getAttribute("aria-label") ?? "";
  if (element.hasAttribute("data-told")) return;
  element.setAttribute("aria-label", text);
  element.setAttribute("data-told", text);
  setTimeout(() => {
    element.setAttribute("aria-label", name);
    element.removeAttribute("data-told");
  }, noticeTime);
}
