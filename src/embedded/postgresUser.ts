import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UnavailableError } from "../lib/errors.js";

/** How PostgreSQL's programs are started so that they do not run as root. */
export type PostgresUser = {
  /** The user who has to own the data directory; undefined where it is the one that runs us. */
  owner: { uid: number; gid: number } | undefined;
  /** Spawn as this user, or by this wrapper, or as we are. */
  spawn: { uid?: number; gid?: number };
  wrapper: string[];
};

const USER_NAME = "postgres";
const CREATE_USER = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", USER_NAME];

/**
 * PostgreSQL refuses to run as root. Run by root, its programs therefore become the system's postgres user, who is
 * created where missing, or whoever owns the data already. Data and programs may lie below a directory that this user
 * cannot pass, such as /root: then they are started with the one capability that lets them pass, rather than with wider
 * modes on a directory that is not ours.
 * @throws UnavailableError when there is no such user and none can be created, or when the paths cannot be passed.
 */
export function choosePostgresUser(data: string, program: string): PostgresUser {
  const dataOwner = existsSync(data) ? statSync(data) : undefined;
  const ownUid = process.getuid?.();
  if (ownUid !== 0) {
    if (dataOwner !== undefined && ownUid !== undefined && dataOwner.uid !== ownUid) {
      throw new UnavailableError(
        `${data} belongs to another user (${dataOwner.uid}): run Coffer as before, or choose another DATA_DIR`,
      );
    }
    return { owner: undefined, spawn: {}, wrapper: [] };
  }
  const owner = dataOwner === undefined ? (findUser() ?? createUser()) : { uid: dataOwner.uid, gid: dataOwner.gid };
  const closed = [data, program].flatMap(ancestorsOf).find((directory) => !canPass(directory, owner));
  if (closed === undefined) return { owner, spawn: owner, wrapper: [] };
  return { owner, spawn: {}, wrapper: capabilityWrapper(owner, closed) };
}

function findUser(): { uid: number; gid: number } | undefined {
  try {
    const [uid, gid] = ["-u", "-g"].map((option) =>
      Number(execFileSync("id", [option, USER_NAME], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

function createUser(): { uid: number; gid: number } {
  try {
    const [program = "", ...programArguments] = CREATE_USER;
    execFileSync(program, programArguments);
  } catch (error) {
    throw new UnavailableError(
      `PostgreSQL refuses to run as root and the user ${USER_NAME} cannot be created: create it, or run Coffer as another user`,
      { cause: error },
    );
  }
  const user = findUser();
  if (user === undefined) throw new UnavailableError(`the user ${USER_NAME} was created but is not found`);
  return user;
}

function ancestorsOf(path: string): string[] {
  const parent = dirname(resolve(path));
  return parent === resolve(path) ? [parent] : [...ancestorsOf(parent), parent];
}

function canPass(directory: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(directory);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
}

function capabilityWrapper({ uid, gid }: { uid: number; gid: number }, closed: string): string[] {
  const capability = "+dac_override";
  const wrapper = [
    ...["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"],
    ...[`--inh-caps=${capability}`, `--ambient-caps=${capability}`],
  ];
  try {
    const [program = "", ...rest] = wrapper;
    execFileSync(program, [...rest, "true"], { stdio: "ignore" });
    return wrapper;
  } catch (error) {
    throw new UnavailableError(
      `PostgreSQL runs as the user ${USER_NAME}, who cannot pass ${closed}: choose a DATA_DIR elsewhere, or run chmod o+x ${closed}`,
      { cause: error },
    );
  }
}
