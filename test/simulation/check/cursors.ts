import type { Network } from "../../../src/chains/chain.js";
import type { Check } from "./finding.js";
import { found } from "./finding.js";

type Cursor = { network: Network; cursorNumber: number; cursorHash: string; finalNumber: number };
type Block = { network: Network; number: number; hash: string; parentHash: string; parent: string | null };

/** Invariant 14: what was scanned is the chain as it stands, without a gap, and nothing is called final that is not. */
export const checkCursors: Check = async (sql, { scans }) => {
  const { rows: cursors } = await sql.query<Cursor>(
    `SELECT network, cursor_number AS "cursorNumber", cursor_hash AS "cursorHash", final_number AS "finalNumber" FROM networks`,
  );
  const { rows: blocks } = await sql.query<Block>(
    `SELECT network, number, hash, parent_hash AS "parentHash", lag(hash) OVER w AS parent
     FROM blocks WINDOW w AS (PARTITION BY network ORDER BY number)`,
  );
  const astray = cursors.filter(({ network, cursorNumber, cursorHash, finalNumber }) => {
    const scan = scans[network];
    return scan.blockHashes.get(cursorNumber) !== cursorHash || finalNumber > scan.final || cursorNumber > scan.head;
  });
  const unlinked = blocks.filter(({ parent, parentHash }) => parent !== null && parent !== parentHash);
  const replaced = blocks.filter(({ network, number, hash }) => {
    const known = scans[network].blockHashes.get(number);
    return known !== undefined && known !== hash;
  });
  return [
    ...found(14, "a cursor is not on the chain", astray),
    ...found(14, "stored blocks do not follow each other", unlinked),
    ...found(14, "a stored block is not on the chain", replaced),
  ];
};
