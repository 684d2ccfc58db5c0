import { readChoice } from "./choices.js";

/** The languages there are texts in, by the name that their speakers use. English is complete; it fills gaps elsewhere. */
export const LANGUAGES = { en: "English", zh: "中文", ar: "العربية" } as const;

export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT: readonly Language[] = ["ar"];

function isLanguage(text: string | null | undefined): text is Language {
  return text !== null && text !== undefined && Object.hasOwn(LANGUAGES, text);
}

/** `?lang=` of the address, the visitor's earlier choice, or the first of the browser's languages that there is. */
export function chooseLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, readChoice("language"), ...navigator.languages.map((each) => each.split("-")[0])];
  return wanted.find(isLanguage) ?? "en";
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}

/** The locale for numbers and dates: the browser's own variant of the language where it has one. */
export function localeOf(language: Language): string {
  return (
    navigator.languages.find((each) => each.split("-")[0] === language) ?? (language === "zh" ? "zh-CN" : language)
  );
}
