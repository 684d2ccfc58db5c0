import { useIntl } from "react-intl";
import { LANGUAGES, type Language } from "../lib/languages.js";
import { useLanguage } from "../lib/TextProvider.js";
import styles from "./LanguagePicker.module.css";

/** Switches the page's language, in the browser's own list, which every phone shows in its own way. */
export function LanguagePicker() {
  const { language, setLanguage } = useLanguage();
  const label = useIntl().formatMessage({ id: "shared.language" });
  return (
    <select
      className={styles.picker}
      aria-label={label}
      value={language}
      onChange={(event) => setLanguage(event.target.value as Language)}
    >
      {Object.entries(LANGUAGES).map(([id, name]) => (
        <option key={id} value={id} lang={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
