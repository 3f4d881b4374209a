import { recall, remember } from "./memory.js";
import type { BoardColour } from "./board/palette.js";

export const themes = ["auto", "light", "dark", "contrast"] as const;
export const boardChoices = ["auto", "white", "green", "black"] as const;
export type Theme = (typeof themes)[number];
export type BoardChoice = (typeof boardChoices)[number];

const isDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function theme(): Theme {
  return choice(themes, recall("theme"));
}

export function boardChoice(): BoardChoice {
  return choice(boardChoices, recall("board"));
}

/** What the board is painted in. */
export function boardColour(): BoardColour {
  const chosen = boardChoice();
  if (chosen !== "auto") return chosen;
  return theme() === "dark" || (theme() === "auto" && isDark.matches) ? "black" : "white";
}

export function setTheme(next: Theme): void {
  remember("theme", next);
  applyTheme();
}

export function setBoardChoice(next: BoardChoice): void {
  remember("board", next);
  applyTheme();
}

/** Calls `listener` when the looks change. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function applyTheme(): void {
  const { dataset } = document.documentElement;
  dataset["theme"] = theme() === "auto" ? (isDark.matches ? "dark" : "light") : theme();
  dataset["board"] = boardColour();
  for (const listener of listeners) listener();
}

isDark.addEventListener("change", applyTheme);

function choice<T extends string>(all: readonly T[], value: string | undefined): T {
  return all.find((one) => one === value) ?? all[0]!;
}
