import { z } from "zod";

/**
 * Where webhooks may go: http or https, without a user, password or fragment. Development stores take plain http, and so
 * does everybody for the hosts that WEBHOOK_ALLOW_HOSTS names. Where a name leads is decided when a delivery connects.
 */
export function webhookUrl(rules: { plainHttp: boolean; allowHosts: ReadonlySet<string> }) {
  return z
    .url({ protocol: /^https?$/, error: "must be an http or https URL", abort: true })
    .max(2_000)
    .refine((text) => {
      const { username, password, hash } = new URL(text);
      return username === "" && password === "" && hash === "";
    }, "must have no user, password or fragment")
    .refine((text) => {
      const { protocol, hostname } = new URL(text);
      return protocol === "https:" || rules.plainHttp || rules.allowHosts.has(hostname);
    }, "must be an https URL: its webhooks tell of money")
    .transform((text) => new URL(text).href);
}
