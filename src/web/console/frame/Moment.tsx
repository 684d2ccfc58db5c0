import { useFormats } from "../../lib/format.js";

/** A time in the reader's zone; the exact one is at hand for a machine. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{useFormats().dateTime(at)}</time>;
}
