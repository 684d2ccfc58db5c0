import { shared as sharedEnglish } from "../text/en/shared.js";
import type { TextId } from "../text/textIds.js";
import type { Language } from "./languages.js";

/** Texts by their id, in ICU message syntax. */
type Texts = Readonly<Record<string, string>>;

/** A page's texts: English at hand, the others fetched when somebody reads them. */
export type PageTexts = { en: Texts } & Record<Exclude<Language, "en">, () => Promise<Texts>>;

const SHARED: PageTexts = {
  en: sharedEnglish,
  zh: async () => (await import("../text/zh/shared.js")).shared,
  ar: async () => (await import("../text/ar/shared.js")).shared,
};

/** All texts of a page in a language; English stands in where a translation has a gap. */
export async function loadTexts(page: PageTexts, language: Language): Promise<Record<TextId, string>> {
  const [shared, own] = language === "en" ? [{}, {}] : await Promise.all([SHARED[language](), page[language]()]);
  // A page brings only the texts that it shows, whatever other ids there are.
  return { ...SHARED.en, ...page.en, ...shared, ...own } as Record<TextId, string>;
}
