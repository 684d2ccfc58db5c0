/** Texts of the console page. */
export const console = {
  "console.title": "Console",
} as const;
