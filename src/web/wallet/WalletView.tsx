import { useQuery } from "@tanstack/react-query";
import { unwrap } from "../lib/api.js";
import { Loading } from "../ui/Loading.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { Balance } from "./Balance.js";
import { GrantStack } from "./GrantStack.js";
import { History } from "./History.js";
import { TopUp } from "./TopUp.js";
import { UsageOverTime } from "./UsageOverTime.js";
import { useWalletContext } from "./walletContext.js";

/** Credits are spent by services while the page is open. */
const FRESH_MS = 5_000;

/** All of a wallet, the balance first. */
export function WalletView() {
  const { api, walletId } = useWalletContext();
  const wallet = useQuery({
    queryKey: ["wallet", walletId],
    queryFn: () => unwrap(api.GET("/v1/wallets/{id}", { params: { path: { id: walletId } } })),
    refetchInterval: FRESH_MS,
  });
  if (wallet.isPending) return <Loading />;
  if (wallet.isError) return <ProblemNotice error={wallet.error} onRetry={() => void wallet.refetch()} />;
  // Apart, so that 11 and 0 are not 1 and 10.
  const version = `${wallet.data.available} ${wallet.data.held}`;
  return (
    <>
      <Balance wallet={wallet.data} />
      <TopUp region={wallet.data.region} />
      <GrantStack version={version} />
      <UsageOverTime />
      <History version={version} />
    </>
  );
}
