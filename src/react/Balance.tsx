import { Failure } from "./Failure.js";
import type { StoreSession } from "./storeApi.js";
import { useWallet } from "./useWallet.js";

/** Credits that can be spent now, kept current. Style it by `.coffer-balance`. */
export function Balance({ creditName = "credits", ...session }: StoreSession & { creditName?: string }) {
  const { data, error } = useWallet(session);
  if (data === undefined) return error === undefined ? null : <Failure error={error} />;
  return (
    <span className="coffer-balance" data-available={data.available}>
      {new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 }).format(
        data.available as Intl.StringNumericLiteral,
      )}{" "}
      {creditName}
    </span>
  );
}
