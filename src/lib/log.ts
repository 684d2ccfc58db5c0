import { type Logger, pino } from "pino";

export type { Logger };

/** The process's logger: JSON lines on stderr, so that stdout carries nothing but what a command was asked for. */
export function createLogger(level: string): Logger {
  return pino(
    { level, redact: { paths: ["*.authorization", "*.apiKey", "*.privateKey", "*.secret"], censor: "[redacted]" } },
    pino.destination(2),
  );
}
