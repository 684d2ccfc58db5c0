/** Texts that more than one page shows. */
export const shared = {
  "shared.language": "Language",
  "shared.theme.toDark": "Dark colours",
  "shared.theme.toLight": "Light colours",
  "shared.copy": "Copy",
  "shared.copied": "Copied",
  "shared.copyFailed": "Could not copy; select the text instead",
  "shared.close": "Close",
  "shared.loading": "Loading…",
  "shared.retry": "Try again",
  "shared.error.title": "This did not work",
  "shared.error.offline": "The store cannot be reached. Check your connection and try again.",
  "shared.error.unexpected": "The page ran into something unexpected. Reload it; nothing you paid is lost.",
} as const;
