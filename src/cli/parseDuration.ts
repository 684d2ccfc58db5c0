const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `40d`, `12h`, `30m` or `90s` in seconds. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new Error(`"${text}" is not a duration; write it like 40d, 12h, 30m or 90s`);
  return seconds;
}
