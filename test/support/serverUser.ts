import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** PostgreSQL and PgBouncer refuse to run as root; Debian's packages bring a user for them. Undefined where we are not root. */
export async function findServerUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (flag) => (await run("id", [flag, "postgres"])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}
