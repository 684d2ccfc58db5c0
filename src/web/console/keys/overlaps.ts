import type { TextId } from "../../text/textIds.js";

export type OverlapId = "none" | "hour" | "day" | "week";

/** For how long a secret goes on working beside the one that takes its place. */
export const OVERLAPS: readonly { id: OverlapId; seconds: number; title: TextId }[] = [
  { id: "none", seconds: 0, title: "console.overlap.none" },
  { id: "hour", seconds: 3_600, title: "console.overlap.hour" },
  { id: "day", seconds: 86_400, title: "console.overlap.day" },
  { id: "week", seconds: 604_800, title: "console.overlap.week" },
];

export function secondsOf(overlap: OverlapId): number {
  return OVERLAPS.find(({ id }) => id === overlap)?.seconds ?? 0;
}
