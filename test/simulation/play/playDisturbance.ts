import { setTimeout as delay } from "node:timers/promises";
import { openCatalogVersions } from "../../../src/checkout/catalogVersions.js";
import { moveClock } from "../../../src/start/moveClock.js";
import type { Disturbance } from "../plan/plan.js";
import { aimFork } from "./aimFork.js";
import { faultOf } from "./faultOf.js";
import { retryStuck } from "./retryStuck.js";
import type { Stage } from "./stage.js";

/** The store's clock and both chains', by the same function that `coffer clock advance` calls. */
async function jump({ store, world }: Stage, hours: number): Promise<void> {
  const { pool } = store;
  const crediting = { pool, catalogs: openCatalogVersions(pool), chains: new Map(), minimum: 0n };
  await moveClock({ crediting, development: world.development }, hours * 3600);
}

/** Does one thing of the plan that buyers and services know nothing of; returns when it is over. */
export async function playDisturbance(stage: Stage, disturbance: Disturbance): Promise<void> {
  const { store, world, plan } = stage;
  switch (disturbance.kind) {
    case "kill":
      return store.processes[disturbance.process].kill(disturbance.downMs);
    case "restart":
      return store.processes[disturbance.process].restart();
    case "stall":
      return store.processes[disturbance.process].stall(disturbance.forMs);
    case "fork":
      await aimFork(stage, disturbance);
      return world.chains[disturbance.network].fork(disturbance.depth, disturbance.keep);
    case "lie": {
      const proxy = store.proxies[disturbance.network][disturbance.provider];
      const storm = { chance: disturbance.chance, faults: [faultOf(disturbance.lie)] };
      proxy.reseed(plan.seed + disturbance.atMs);
      proxy.storm = storm;
      await delay(disturbance.forMs);
      // A later lie may have taken its place.
      if (proxy.storm === storm) proxy.storm = null;
      return;
    }
    case "outage": {
      const proxies = store.proxies[disturbance.network];
      for (const proxy of proxies) proxy.storm = { chance: 1, faults: [{ kind: "reset" }] };
      await delay(disturbance.forMs);
      for (const proxy of proxies) proxy.storm = null;
      return;
    }
    case "fee":
      await world.chains[disturbance.network].setFee(disturbance.basisPoints);
      await delay(disturbance.forMs);
      return world.chains[disturbance.network].setFee(0);
    case "retry":
      await retryStuck(stage);
      return;
    case "clock":
      return jump(stage, disturbance.hours);
    case "flush":
      await store.redis?.client.flushall().catch(() => stage.say("Redis was away when it was to be flushed"));
      return;
    case "kill_redis":
      return store.redis?.crash(disturbance.downMs);
  }
}
