import type { Recorder } from "../db/recorder.js";
import { recordAudit } from "../deposits/audit.js";
import type { Principal } from "./principal.js";

/**
 * Keeps what an operator does, by a key or in the console, as the API shows it. What a shop does with its own key is its own
 * affair, and nothing is kept of it.
 * @param view says what of a state is kept: never a secret.
 */
export function operatorRecorder<State>(
  principal: Principal,
  { action, objectId }: { action: string; objectId: string },
  view: (state: State) => unknown,
): Recorder<State> {
  return async (sql, before, after) => {
    if (principal.kind !== "key" || principal.role !== "operator") return;
    const shown = (state: State | null) => (state === null ? null : view(state));
    const { clientId } = principal;
    await recordAudit(sql, { clientId, action, objectId, before: shown(before), after: shown(after), note: "" });
  };
}
