import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions } from "bullmq";
import { Redis } from "ioredis";
import { z } from "zod";
import type { Logger } from "./lib/log.js";

/**
 * The queues and what their jobs carry: ids only. A job may run twice, late or never; the tables say what is true, and
 * the tick (workers/tick.ts) queues again whatever has not moved.
 */
const jobSchemas = {
  /** Read new blocks of one network. */
  scan: z.strictObject({ network: z.enum(["tron", "ethereum"]) }),
  /** Read the newest final blocks of one network again, through another provider. */
  recheck: z.strictObject({ network: z.enum(["tron", "ethereum"]) }),
  /** Compare a network's addresses with the chain, once a day. */
  reconcile: z.strictObject({ network: z.enum(["tron", "ethereum"]) }),
  /** Decide which deposits of one network have become final. */
  confirm: z.strictObject({ network: z.enum(["tron", "ethereum"]) }),
  /** Credit one deposit. */
  credit: z.strictObject({ depositId: z.string() }),
  /** Try to deliver one webhook. */
  deliver: z.strictObject({ deliveryId: z.string() }),
  /** End what its time has ended: checkouts, holds, grants. */
  expire: z.strictObject({}),
  /** Check the ledger against its entries, where that is due. */
  verify: z.strictObject({}),
} as const;

type QueueName = keyof typeof jobSchemas;
export type Job<Name extends QueueName> = z.infer<(typeof jobSchemas)[Name]>;

const NAMES = Object.keys(jobSchemas) as QueueName[];

/** Finished jobs are of no use: what they did is in the tables. Failed ones stay for a while for people to read. */
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: { count: 1000 } } as const;

/**
 * A deposit is credited by one job at a time, so that one whose nodes hang takes up one place among the workers. Others
 * are left out while one waits or runs: what is due then is queued again by the tick.
 */
function optionsOf(job: Job<QueueName>) {
  return "depositId" in job ? { ...JOB_OPTIONS, deduplication: { id: job.depositId } } : JOB_OPTIONS;
}

/**
 * A worker that dies has its jobs done by another within twice that: a third of BullMQ's default, because a buyer waits. One
 * that merely stood still for so long does no harm: a job may run twice.
 */
const LOCK_MS = 10_000;

export type Queues = {
  add<Name extends QueueName>(name: Name, job: Job<Name>): Promise<void>;
  /** All of them in one call. Those of a call that throws may be queued all the same. */
  addAll<Name extends QueueName>(name: Name, jobs: readonly Job<Name>[]): Promise<void>;
  /** Adds this job every `everyMs` from now on, on one process of all that ask for it. */
  repeat<Name extends QueueName>(name: Name, id: string, job: Job<Name>, everyMs: number): Promise<void>;
  /** Starts processing a queue here. The returned worker is closed by the caller. */
  process<Name extends QueueName>(
    name: Name,
    concurrency: number,
    processor: (job: Job<Name>) => Promise<void>,
  ): { close(): Promise<void> };
  /** Every queue, for people to look into. */
  all(): Queue[];
  close(): Promise<void>;
};

export type QueueSettings = {
  /** Redis where there is one; else the same database as the tables, without a pooler in between. */
  redisUrl: string | undefined;
  databaseUrl: string;
  /** Keeps stores that share a Redis apart: the jobs of one mean nothing to another. */
  storeId: string;
  /** A worker that was not heard of for so long has lost its job to another; left out: 10 s. */
  lockMs?: number;
  log: Logger;
};

type Backing = {
  openQueue(name: string): Queue;
  openWorker(
    name: string,
    run: (data: unknown) => Promise<void>,
    options: { concurrency: number; lockDuration: number; stalledInterval: number },
  ): Worker;
  close(): Promise<void>;
};

/** Redis answers within milliseconds; where its machine is gone, TCP itself would wait for a quarter of an hour. */
const ANSWER_WITHIN_MS = 5_000;
/** A connection that is silent for so long while an answer is due is opened anew. A worker has BullMQ block for up to 10 s. */
const SILENT_MS = 30_000;

async function onRedis(url: string, prefix: string): Promise<Backing> {
  // A request must fail fast when Redis is away; a worker waits for it instead.
  const producer = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    commandTimeout: ANSWER_WITHIN_MS,
    socketTimeout: SILENT_MS,
  });
  const consumer = new Redis(url, { maxRetriesPerRequest: null, socketTimeout: SILENT_MS });
  for (const connection of [producer, consumer]) connection.on("error", () => {});
  await producer.connect();
  return {
    openQueue: (name) => new Queue(name, { connection: producer, prefix }),
    openWorker: (name, run, options) =>
      new Worker(name, async (job) => run(job.data), { ...options, connection: consumer, prefix }),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

function onPostgres(url: string): Backing {
  // Each queue and worker keeps a small pool of its own and one connection that listens.
  const connection = { connectionString: url, migrate: true, max: 2, application_name: "coffer queue" };
  return {
    openQueue: (name) =>
      new Queue(
        name,
        { connection, streams: { events: { maxLen: 100 } } } as unknown as QueueOptions,
        createPostgresBackend as never,
      ),
    openWorker: (name, run, options) =>
      new Worker(
        name,
        async (job) => run(job.data),
        { ...options, connection } as unknown as WorkerOptions,
        createPostgresBackend as never,
      ),
    close: async () => {},
  };
}

/** Opens every queue, on Redis where `redisUrl` is set, else on PostgreSQL. */
export async function openQueues(settings: QueueSettings): Promise<Queues> {
  const { redisUrl, databaseUrl, storeId, log, lockMs = LOCK_MS } = settings;
  const backing = redisUrl === undefined ? onPostgres(databaseUrl) : await onRedis(redisUrl, `{coffer:${storeId}}`);
  const queues = new Map<QueueName, Queue>();
  for (const name of NAMES) {
    const queue = backing.openQueue(name);
    queue.on("error", (error) => log.warn({ queue: name, err: error }, "queue error"));
    // One after the other: the first creates the queue's tables where there are none.
    await queue.waitUntilReady();
    queues.set(name, queue);
  }
  const queueOf = (name: QueueName): Queue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new RangeError(`no queue is called ${name}`);
    return queue;
  };
  return {
    add: async (name, job) => {
      await queueOf(name).add(name, job, optionsOf(job));
    },
    addAll: async (name, jobs) => {
      if (jobs.length > 0) await queueOf(name).addBulk(jobs.map((data) => ({ name, data, opts: optionsOf(data) })));
    },
    repeat: async (name, id, job, everyMs) => {
      await queueOf(name).upsertJobScheduler(id, { every: everyMs }, { name, data: job, opts: JOB_OPTIONS });
    },
    process: (name, concurrency, processor) => {
      const worker = backing.openWorker(name, async (data) => processor(jobSchemas[name].parse(data) as never), {
        ...{ concurrency, lockDuration: lockMs, stalledInterval: lockMs },
      });
      worker.on("error", (error) => log.warn({ queue: name, err: error }, "worker error"));
      worker.on("failed", (job, error) => log.error({ queue: name, job: job?.data, err: error }, "job failed"));
      return worker;
    },
    all: () => [...queues.values()],
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backing.close();
    },
  };
}
