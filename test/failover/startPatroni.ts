import { chown, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import { stringify } from "yaml";
import { findServerUser } from "../support/serverUser.js";
import { startProgram, until } from "./startProgram.js";

export type Member = {
  name: string;
  port: number;
  restPort: number;
  /** kill -9 of PostgreSQL and of its Patroni at once, as if the machine had lost its power. */
  kill(): Promise<void>;
};

export type PatroniCluster = {
  members: Member[];
  /** The member that takes writes. */
  leader(): Promise<Member>;
  /** How many members follow the leader so closely that they may replace it: writes wait for one of them. */
  synchronousStandbys(): Promise<number>;
  stop(): Promise<void>;
};

/** Of the leader's key in etcd, in seconds: Patroni's least. A leader that is killed is replaced when it has run out. */
const TTL_SECONDS = 20;

type Ports = { port: number; restPort: number };

function configure(directory: string, binaries: string, etcdPort: number, name: string, { port, restPort }: Ports) {
  return {
    scope: "coffer",
    name,
    restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
    etcd3: { hosts: `127.0.0.1:${etcdPort}` },
    bootstrap: {
      dcs: {
        ttl: TTL_SECONDS,
        loop_wait: 2,
        retry_timeout: 5,
        // A commit is acknowledged when a standby has it on disk; only such a standby may become the leader.
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 300, synchronous_commit: "on" } },
      },
      initdb: [{ encoding: "UTF8" }, "data-checksums"],
      pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: join(directory, name),
      bin_dir: binaries,
      authentication: { superuser: { username: "postgres" }, replication: { username: "replicator" } },
      parameters: { unix_socket_directories: directory },
    },
  };
}

async function startEtcd(directory: string, user: { uid: number; gid: number } | undefined) {
  const [client, peer] = [await getPort(), await getPort()];
  const [clientUrl, peerUrl] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  const program = startProgram(
    directory,
    "etcd",
    "etcd",
    [
      ...[
        "--data-dir",
        join(directory, "etcd"),
        "--listen-client-urls",
        clientUrl,
        "--advertise-client-urls",
        clientUrl,
      ],
      ...["--listen-peer-urls", peerUrl, "--initial-advertise-peer-urls", peerUrl],
      ...["--initial-cluster", `default=${peerUrl}`],
    ],
    { user },
  );
  await until("etcd answers", async () => (await fetch(`${clientUrl}/health`)).ok);
  return { port: client, program };
}

/** Three PostgreSQL servers of Debian's under Patroni and etcd, with synchronous replication. */
export async function startPatroni(directory: string): Promise<PatroniCluster> {
  const user = await findServerUser();
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  const newest = (await readdir("/usr/lib/postgresql")).toSorted((a, b) => Number(b) - Number(a))[0] ?? "";
  const etcd = await startEtcd(directory, user);
  const members: Member[] = [];
  for (const name of ["pg1", "pg2", "pg3"]) {
    const ports = { port: await getPort(), restPort: await getPort() };
    const file = join(directory, `${name}.yml`);
    await mkdir(join(directory, name), { mode: 0o700 });
    if (user !== undefined) await chown(join(directory, name), user.uid, user.gid);
    await writeFile(file, stringify(configure(directory, `/usr/lib/postgresql/${newest}/bin`, etcd.port, name, ports)));
    const patroni = startProgram(directory, `patroni-${name}`, "patroni", [file], { user });
    let isRunning = true;
    const kill = async () => {
      // The file of one that was killed before names a process that is gone, or another's by now.
      if (!isRunning) return;
      isRunning = false;
      await killPostgres(join(directory, name));
      await patroni.kill();
    };
    members.push({ name, ...ports, kill });
    // The first makes the cluster; the others copy it.
    if (name === "pg1") await until("the first member leads", () => isLeader(members[0]));
  }
  const read = async (path: string) => {
    const answers = await Promise.allSettled(
      members.map(async (member) => (await fetch(`http://127.0.0.1:${member.restPort}${path}`)).status),
    );
    return members.filter((_, index) => {
      const answer = answers[index];
      return answer?.status === "fulfilled" && answer.value === 200;
    });
  };
  const synchronousStandbys = async () => (await read("/synchronous")).length;
  await until("a standby follows synchronously", async () => (await synchronousStandbys()) >= 1);
  return {
    members,
    leader: async () => {
      const [leader] = await read("/primary");
      if (leader === undefined) throw new RangeError("nobody leads");
      return leader;
    },
    synchronousStandbys,
    stop: async () => {
      for (const { kill } of members) await kill();
      await etcd.program.kill();
    },
  };
}

/** Patroni gives PostgreSQL a session of its own, which a kill of Patroni does not reach. */
async function killPostgres(dataDirectory: string): Promise<void> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  if (pid > 1) process.kill(pid, "SIGKILL");
}

async function isLeader(member: Member | undefined): Promise<boolean> {
  return member !== undefined && (await fetch(`http://127.0.0.1:${member.restPort}/primary`)).status === 200;
}
