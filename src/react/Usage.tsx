import { useCallback } from "react";
import { Failure } from "./Failure.js";
import { createStoreApi, type StoreSession, unwrap } from "./storeApi.js";
import { useStoreData } from "./useStoreData.js";

const DAY_MS = 86_400_000;

type UsageProps = StoreSession & { groupBy?: "operation" | "model" | "service"; days?: number };

/** What the last days were used for, a row a day and kind. Style it by `.coffer-usage`. */
export function Usage({ storeUrl, token, groupBy = "operation", days = 30 }: UsageProps) {
  const read = useCallback(async () => {
    const api = createStoreApi(storeUrl, token);
    const { walletId } = await unwrap(api.GET("/v1/wallet-session"));
    const to = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
    const range = { from: new Date(to - days * DAY_MS).toISOString(), to: new Date(to).toISOString() };
    const query = { ...range, bucket: "day", groupBy } as const;
    return unwrap(api.GET("/v1/wallets/{id}/usage", { params: { path: { id: walletId }, query } }));
  }, [storeUrl, token, groupBy, days]);
  const { data, error } = useStoreData(read);
  if (data === undefined) return error === undefined ? null : <Failure error={error} />;
  return (
    <table className="coffer-usage">
      <tbody>
        {data.buckets.map(({ start, key, credits, count }) => (
          <tr key={`${start} ${key}`}>
            <td>{start.slice(0, 10)}</td>
            <th scope="row">{key}</th>
            <td>{count}</td>
            <td>{credits}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
