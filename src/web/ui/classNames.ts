/** Joins the names of classes, leaving out what is not given, as in `classNames(styles.row, isNew && styles.new)`. */
export function classNames(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
