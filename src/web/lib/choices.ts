/** What the visitor chose, kept in the browser. Embedded pages may be refused storage: choices then last for the visit. */
export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(`coffer.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice, or forgets it where `value` is null. */
export function keepChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`coffer.${name}`);
    else localStorage.setItem(`coffer.${name}`, value);
  } catch {
    // A browser that refuses storage has said so to its user; the choice holds until the page is left.
  }
}
