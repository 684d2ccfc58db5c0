import { navigate, useLocation } from "../frame/navigation.js";
import { type Deposit, REASONS, STATUSES, type StuckReason } from "./words.js";

/** What the list shows; empty is all. It stands in the address, so that a list can be linked to. */
export type DepositFilters = {
  status: Deposit["status"] | "";
  reason: StuckReason | "";
  network: Deposit["network"] | "";
  search: string;
};

const NETWORKS = { tron: true, ethereum: true };

function oneOf<Value extends string>(known: Record<Value, unknown>, text: string | null): Value | "" {
  return text !== null && Object.hasOwn(known, text) ? (text as Value) : "";
}

/** The filters in the address, and a way to change some of them. */
export function useDepositFilters(): [DepositFilters, (change: Partial<DepositFilters>) => void] {
  const { searchParams } = useLocation();
  const filters: DepositFilters = {
    status: oneOf(STATUSES, searchParams.get("status")),
    reason: oneOf(REASONS, searchParams.get("reason")),
    network: oneOf(NETWORKS, searchParams.get("network")),
    search: searchParams.get("search") ?? "",
  };
  const change = (changed: Partial<DepositFilters>): void => {
    const next = { ...filters, ...changed };
    // Only what is stuck has a reason.
    if (next.status !== "stuck") next.reason = "";
    const given = Object.entries(next).filter(([, value]) => value !== "");
    navigate(`/console/deposits${given.length === 0 ? "" : `?${new URLSearchParams(given)}`}`, { replace: true });
  };
  return [filters, change];
}

/** The filters as the API takes them. */
export function queryOf({ status, reason, network, search }: DepositFilters) {
  return {
    ...(status === "" ? {} : { status }),
    ...(reason === "" ? {} : { reason }),
    ...(network === "" ? {} : { network }),
    ...(search === "" ? {} : { search }),
  };
}
