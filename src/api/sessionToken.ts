import { createHmac, timingSafeEqual } from "node:crypto";
import { bucketOf } from "../lib/ids.js";

/** A wallet session lasts this long, in milliseconds: a buyer's visit, not a login. */
export const SESSION_MS = 60 * 60_000;

const PREFIX = "cfs_";

function sign(body: string, key: string): Buffer {
  return createHmac("sha256", key).update(`coffer session ${body}`).digest();
}

/** Writes a session token: the wallet and the end of the session, signed. Nothing is stored. */
export function writeSessionToken(walletId: string, expiresAt: Date, key: string): string {
  const body = Buffer.from(`${walletId} ${expiresAt.getTime()}`).toString("base64url");
  return `${PREFIX}${body}.${sign(body, key).toString("base64url")}`;
}

/** The wallet of a session token that was signed with `key` and has not ended; else null. */
export function readSessionToken(token: string, key: string, now = new Date()): string | null {
  if (!token.startsWith(PREFIX)) return null;
  const [body = "", signature = ""] = token.slice(PREFIX.length).split(".");
  const given = Buffer.from(signature, "base64url");
  const wanted = sign(body, key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const [walletId = "", expiresAt = "0"] = Buffer.from(body, "base64url").toString("utf8").split(" ");
  return bucketOf("wal", walletId) !== null && Number(expiresAt) > now.getTime() ? walletId : null;
}
