import type { Stage } from "./stage.js";

/** An operator's bulk retry of whatever is stuck; returns the last status, null where the API is away. */
export async function retryStuck({ client }: Stage): Promise<number | null> {
  const body = { status: "stuck", note: "the simulation's operator looked" };
  return (await client.ask({ role: "operator", path: "/v1/deposits/retry", body })).status;
}
