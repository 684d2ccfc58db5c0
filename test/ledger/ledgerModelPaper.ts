/**
 * The books as anyone would keep them on paper: lots in burn order, each with what is left of it; what a hold or debit
 * took is a list of single base units, one entry per unit, so that no arithmetic is shared with the ledger. A lot lapses,
 * is reopened once by credits that come back, and is closed when its grace is over. Wallet 0 spends; wallet 1 is a friend.
 */
export type Paper = { lots: PaperLot[]; holds: Taken[]; debits: Taken[]; lapses: number };

type PaperLot = {
  wallet: 0 | 1;
  priority: number;
  /** Lots that have lapsed burn before those that never do, in the order in which they lapsed. */
  lapsedAs: number;
  /** The lot that it first was: what came apart in transfers is equally old. */
  age: number;
  units: number;
  state: "fresh" | "lapsed" | "reopened" | "closed";
};

type Taken = { id: string; state: "open" | "ended"; units: number[] };

/** Takes units from a wallet in burn order, or none where there are too few. @returns the lot of each unit. */
export function takeUnits(paper: Paper, amount: number, wallet: 0 | 1 = 0): number[] | null {
  const order = [...paper.lots.entries()]
    .filter(([, one]) => one.wallet === wallet)
    .sort(([i, a], [j, b]) => a.priority - b.priority || byExpiryAndAge(a, b) || i - j);
  const units = order.flatMap(([index, one]) => Array<number>(one.units).fill(index)).slice(0, amount);
  if (units.length < amount) return null;
  for (const index of units) {
    const one = paper.lots[index];
    if (one !== undefined) one.units -= 1;
  }
  return units;
}

function byExpiryAndAge(a: PaperLot, b: PaperLot): number {
  if (a.lapsedAs !== b.lapsedAs) return a.lapsedAs < b.lapsedAs ? -1 : 1;
  return a.age - b.age;
}

/** Credits come back: a lapsed lot is reopened by them, a closed one keeps nothing. */
export function giveUnits(paper: Paper, units: number[]): void {
  for (const index of units) {
    const one = paper.lots[index];
    if (one === undefined || one.state === "closed") continue;
    if (one.state === "lapsed") one.state = "reopened";
    one.units += 1;
  }
}

/** What a wallet may spend. */
export const unitsOf = (paper: Paper, wallet: 0 | 1) =>
  paper.lots.reduce((sum, one) => sum + (one.wallet === wallet ? one.units : 0), 0);

/** What is pinned by open holds of wallet 0, which is the only one that holds. */
export const heldOf = (paper: Paper) =>
  paper.holds.reduce((sum, one) => sum + (one.state === "open" ? one.units.length : 0), 0);
