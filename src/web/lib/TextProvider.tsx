import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { IntlProvider } from "react-intl";
import { keepChoice } from "./choices.js";
import { chooseLanguage, directionOf, type Language, localeOf } from "./languages.js";
import { loadTexts, type PageTexts } from "./pageTexts.js";

type LanguageChoice = { language: Language; setLanguage(language: Language): void };

type Messages = Awaited<ReturnType<typeof loadTexts>>;

const LanguageContext = createContext<LanguageChoice | null>(null);

/** The page's language, and how to change it. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error("useLanguage needs a TextProvider around it.");
  return choice;
}

/** Gives a page its texts in the visitor's language, and tells the document which that is and how it runs. */
export function TextProvider({ texts, children }: { texts: PageTexts; children: ReactNode }) {
  const [language, setLanguage] = useState(chooseLanguage);
  const [shown, setShown] = useState<{ language: Language; messages: Messages } | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const show = (messages: Messages): void => {
      if (!isCurrent) return;
      document.documentElement.lang = language;
      document.documentElement.dir = directionOf(language);
      setShown({ language, messages });
    };
    // Without the translation the page is still worth more in English than blank.
    loadTexts(texts, language).then(show, () => loadTexts(texts, "en").then(show));
    return () => {
      isCurrent = false;
    };
  }, [language, texts]);

  const choice = useMemo(
    () => ({
      language,
      setLanguage: (chosen: Language) => {
        keepChoice("language", chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );

  if (shown === null) return null;
  const locale = localeOf(shown.language);
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={locale} messages={shown.messages}>
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </IntlProvider>
    </LanguageContext>
  );
}
