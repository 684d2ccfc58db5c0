import { keepChoice } from "./choices.js";

export type Theme = "light" | "dark";

/** The colours that the page shows now: chosen here (public/theme.js applies that first), or the device's. */
export function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Shows the colours and keeps the choice. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keepChoice("theme", theme);
}
