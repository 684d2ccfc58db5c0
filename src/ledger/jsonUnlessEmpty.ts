/** Facts as the ledger's functions take them: JSON, or null where there are none. */
export function jsonUnlessEmpty(details: Record<string, unknown>): string | null {
  return Object.keys(details).length === 0 ? null : JSON.stringify(details);
}
