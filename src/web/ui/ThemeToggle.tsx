import { useState } from "react";
import { useIntl } from "react-intl";
import { chooseTheme, readTheme } from "../lib/theme.js";
import { Button } from "./Button.js";

/** Switches between light and dark colours; without a choice the device's setting holds. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(readTheme);
  const other = theme === "dark" ? "light" : "dark";
  const { formatMessage } = useIntl();
  const switchTheme = (): void => {
    chooseTheme(other);
    setTheme(other);
  };
  const label = formatMessage({ id: other === "dark" ? "shared.theme.toDark" : "shared.theme.toLight" });
  return (
    <Button look="quiet" size="small" aria-label={label} onPress={switchTheme}>
      <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor" />
      </svg>
    </Button>
  );
}
