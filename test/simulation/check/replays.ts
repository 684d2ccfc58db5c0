import type { Answer, Client } from "../play/createClient.js";
import type { Finding } from "./finding.js";
import { found } from "./finding.js";

const AT_ONCE = 8;

async function replay(client: Client, answer: Answer): Promise<unknown> {
  const again = await client.replay(answer);
  const isSame = again.status === answer.status && again.text === answer.text;
  // A batch has no key of its own: its items have.
  const isMarked = again.replayed || answer.path === "/v1/debits/batch";
  return isSame && isMarked ? null : { was: answer, is: again };
}

/**
 * Invariant 9: sends every accepted call that moved value once more. Each must get its first answer, byte for byte; that it
 * had no second effect is for the other checks to see, which come after.
 */
export async function checkReplays(client: Client): Promise<Finding[]> {
  const accepted = client.log.filter(({ outcome }) => outcome === "accepted");
  const different: unknown[] = [];
  for (let index = 0; index < accepted.length; index += AT_ONCE) {
    const results = await Promise.all(accepted.slice(index, index + AT_ONCE).map((answer) => replay(client, answer)));
    different.push(...results.filter((result) => result !== null));
  }
  return found(9, "a call that was sent again got another answer", different);
}
