import { isIPv6 } from "node:net";
import { z } from "zod";

/** Splits at commas; one at the end, or too many, mean nothing. */
export const listOf = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A host as a URL has it: in lower case, an IPv6 address in brackets. Null for what is none, a port or a path included. */
function hostOf(text: string): string | null {
  const host = isIPv6(text) ? `[${text}]` : text;
  const isBare = /^(\[[^\]]+\]|[^[\]:/?#@]+)$/.test(host) && URL.canParse(`http://${host}/`);
  return isBare ? new URL(`http://${host}/`).hostname : null;
}

/** Names and addresses of hosts, as they stand in URLs. */
export const hosts = z.string().transform((text, context) => {
  const named = listOf(text).map((part) => ({ part, host: hostOf(part) }));
  for (const { part, host } of named) {
    if (host !== null) continue;
    const message = `must be hosts such as hooks.example or 10.0.0.7, without a port, separated by commas; "${part}" is none`;
    context.addIssue({ code: "custom", message });
  }
  return named.flatMap(({ host }) => host ?? []);
});

const isHttpUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Providers, each one URL or up to `urlsEach` with | between them. What is wrong is not repeated: it may hold a key. */
export const providers = (urlsEach: 1 | 2) =>
  z.string().transform((text, context) => {
    const parts = listOf(text);
    const isRight = (part: string) => {
      const each = part.split("|").map((url) => url.trim());
      return each.length <= urlsEach && each.every(isHttpUrl);
    };
    const wrong = parts.findIndex((part) => !isRight(part));
    if (parts.length > 0 && wrong === -1) return parts;
    const which = parts.length === 0 ? "there is none" : `number ${wrong + 1} is none`;
    const message = `must be http or https URLs, separated by commas; ${which}`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
