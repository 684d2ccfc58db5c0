/** What stands in an array literal as it is: ids, numbers, hashes, but not the word that means null. */
const PLAIN = /^(?!null$)[\w.:-]+$/i;

function element(value: string | number | bigint | null): string {
  if (value === null) return "NULL";
  const text = String(value);
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * An array of one dimension as PostgreSQL reads it. The driver writes arrays too, but copies each element several times, of
 * which the ledger's calls have thousands.
 */
export function arrayLiteral(values: readonly (string | number | bigint | null)[]): string {
  return `{${values.map(element).join(",")}}`;
}
