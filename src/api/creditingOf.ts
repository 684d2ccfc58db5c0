import type { Crediting } from "../deposits/crediting.js";
import type { AppDependencies } from "./appDependencies.js";

/** What the operators' decisions credit with: the same rules as the workers'. */
export function creditingOf({
  pool,
  chains,
  catalogs,
  settings,
}: Pick<AppDependencies, "pool" | "chains" | "catalogs" | "settings">): Crediting {
  const { minimumDeposit: minimum, reviewAbove, crossCheckAbove } = settings;
  return { pool, chains, catalogs, minimum, reviewAbove, crossCheckAbove };
}
