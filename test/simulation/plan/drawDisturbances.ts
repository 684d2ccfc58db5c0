import type { Draw } from "./createDraw.js";
import { type Disturbance, LIES, NETWORKS, PROCESSES } from "./plan.js";

/** One disturbance in so many milliseconds of play, on average. */
const EVERY_MS = 1_100;
/** What is before this finds nothing to disturb. */
const FIRST_MS = 1_500;
/** Below the 18 blocks after which either development chain calls a block final. */
const DEEPEST_FORK = 14;
/** Longer than leases of addresses rest. */
const CLOCK_HOURS = 25;

const KINDS = { kill: 5, restart: 2, stall: 3, fork: 6, lie: 7, outage: 1, fee: 1, retry: 1 } as const;
const ON_REDIS = { ...KINDS, flush: 3, kill_redis: 2 } as const;

type Kind = keyof typeof ON_REDIS;

function drawOne(draw: Draw, kind: Kind, atMs: number): Disturbance {
  const process = draw.pick(PROCESSES);
  const network = draw.pick(NETWORKS);
  const forMs = draw.integer(500, 3_500);
  switch (kind) {
    case "kill":
      return { atMs, kind, process, downMs: draw.integer(0, 1_500) };
    case "restart":
      return { atMs, kind, process };
    case "stall":
      return { atMs, kind, process, forMs };
    case "fork":
      return { atMs, kind, network, depth: draw.integer(1, DEEPEST_FORK), keep: draw.chance(0.6) };
    case "lie":
      return {
        ...{ atMs, kind, network, forMs, provider: draw.pick([0, 1] as const) },
        ...{ lie: draw.pick(LIES), chance: draw.pick([0.1, 0.5, 1]) },
      };
    case "outage":
      return { atMs, kind, network, forMs };
    case "fee":
      return { atMs, kind, network, basisPoints: draw.integer(1, 19), forMs };
    case "kill_redis":
      return { atMs, kind, downMs: draw.integer(0, 1_500) };
    default:
      return { atMs, kind };
  }
}

/** What goes wrong, and when, in the order of time. */
export function drawDisturbances(draw: Draw, { playMs, redis }: { playMs: number; redis: boolean }): Disturbance[] {
  const count = Math.round(playMs / EVERY_MS);
  const drawn = Array.from({ length: count }, () => {
    const kind: Kind = redis ? draw.weighted(ON_REDIS) : draw.weighted(KINDS);
    return drawOne(draw, kind, draw.integer(FIRST_MS, playMs));
  });
  const clock: Disturbance = { atMs: draw.integer(playMs / 2, playMs - FIRST_MS), kind: "clock", hours: CLOCK_HOURS };
  return [...drawn, clock].sort((one, other) => one.atMs - other.atMs);
}
