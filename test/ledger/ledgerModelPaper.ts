/**
 * The books as anyone would keep them on paper: lots in burn order, each with what is left of it; what a hold or debit
 * took is a list of single base units, one entry per unit, so that no arithmetic is shared with the ledger. A lot lapses,
 * is reopened once by credits that come back, and is closed when its grace is over. Wallet 0 spends, and owes where a
 * purchase that it spent of was reversed: what comes into it repays that first. Wallet 1 is a friend.
 */
export type Paper = { lots: PaperLot[]; holds: Taken[]; debits: Taken[]; lapses: number; debt: number };

type PaperLot = {
  wallet: 0 | 1;
  priority: number;
  /** Lots that have lapsed burn before those that never do, in the order in which they lapsed. */
  lapsedAs: number;
  /** The lot that it first was: what came apart in transfers is equally old. */
  age: number;
  units: number;
  state: "fresh" | "lapsed" | "reopened" | "closed";
  /** Whether it may go to another wallet. */
  moves: boolean;
};

type Taken = { id: string; state: "open" | "ended"; units: number[] };

/** A new lot of wallet 0, the youngest there is. */
export function newLot(paper: Paper, priority: number, units: number, moves = true): PaperLot {
  const age = paper.lots.length;
  const one: PaperLot = { wallet: 0, priority, lapsedAs: Number.POSITIVE_INFINITY, age, units, state: "fresh", moves };
  paper.lots.push(one);
  return one;
}

/** A wallet's lots by their places, in burn order. */
function burnOrder(paper: Paper, wallet: 0 | 1): [number, PaperLot][] {
  return [...paper.lots.entries()]
    .filter(([, one]) => one.wallet === wallet)
    .sort(([i, a], [j, b]) => a.priority - b.priority || byExpiryAndAge(a, b) || i - j);
}

function takeFrom(order: [number, PaperLot][], amount: number): number[] | null {
  const units = order.flatMap(([index, one]) => Array<number>(one.units).fill(index)).slice(0, amount);
  if (units.length < amount) return null;
  const lots = new Map(order);
  for (const index of units) {
    const one = lots.get(index);
    if (one !== undefined) one.units -= 1;
  }
  return units;
}

/** Takes units from wallet 0 in burn order, or none where there are too few. @returns the lot of each unit. */
export const takeUnits = (paper: Paper, amount: number): number[] | null => takeFrom(burnOrder(paper, 0), amount);

/** Takes units that go to another wallet: what a wallet owes it cannot send away. */
export function takeMoving(paper: Paper, amount: number, wallet: 0 | 1): number[] | null {
  const order = burnOrder(paper, wallet).filter(([, one]) => one.moves);
  const there = order.reduce((sum, [, one]) => sum + one.units, 0);
  return there - (wallet === 0 ? paper.debt : 0) < amount ? null : takeFrom(order, amount);
}

function byExpiryAndAge(a: PaperLot, b: PaperLot): number {
  if (a.lapsedAs !== b.lapsedAs) return a.lapsedAs < b.lapsedAs ? -1 : 1;
  return a.age - b.age;
}

/** Something has come into these lots of wallet 0: they repay what it owes. */
export function repay(paper: Paper, came: Iterable<number>): void {
  const places = new Set(came);
  for (const [index, one] of burnOrder(paper, 0)) {
    const paid = places.has(index) ? Math.min(paper.debt, one.units) : 0;
    one.units -= paid;
    paper.debt -= paid;
  }
}

/** Credits come back: a lapsed lot is reopened by them, a closed one keeps nothing; what is owed is repaid from either. */
export function giveUnits(paper: Paper, units: number[]): void {
  for (const index of units) {
    const one = paper.lots[index];
    if (one === undefined) continue;
    if (one.state === "lapsed") one.state = "reopened";
    one.units += 1;
  }
  repay(paper, units);
  for (const one of paper.lots) if (one.state === "closed") one.units = 0;
}

/** What a wallet may spend. */
export const unitsOf = (paper: Paper, wallet: 0 | 1) =>
  paper.lots.reduce((sum, one) => sum + (one.wallet === wallet ? one.units : 0), 0);

/** What is pinned by open holds of wallet 0, which is the only one that holds. */
export const heldOf = (paper: Paper) =>
  paper.holds.reduce((sum, one) => sum + (one.state === "open" ? one.units.length : 0), 0);
