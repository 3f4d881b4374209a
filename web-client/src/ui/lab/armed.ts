import { button } from "../element.js";

/** How long a button waits for the second tap, in ms. */
const patience = 4_000;

/** A button for what cannot be taken back: the first tap asks, the second does it. */
export function armed(path: string, name: string, sure: string, act: () => void): HTMLButtonElement {
  let timer = 0;
  const made = button(path, name, () => {
    const word = made.querySelector("span")!;
    if (timer) {
      disarm();
      act();
    } else {
      made.classList.add("armed");
      word.textContent = sure;
      timer = window.setTimeout(disarm, patience);
    }
  }, { class: "plain danger", word: true });
  const disarm = () => {
    clearTimeout(timer);
    timer = 0;
    made.classList.remove("armed");
    made.querySelector("span")!.textContent = name;
  };
  made.addEventListener("blur", () => timer && disarm());
  return made;
}
