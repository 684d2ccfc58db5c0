import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { FormattedMessage } from "react-intl";
import { createApi } from "../lib/api.js";
import { ApiProblem } from "../lib/problem.js";
import { useTitle } from "../lib/useTitle.js";
import { readSession, sessionHeaders, takeSessionToken } from "../lib/walletSession.js";
import { Loading } from "../ui/Loading.js";
import { Notice } from "../ui/Notice.js";
import { PageFrame } from "../ui/PageFrame.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { WalletView } from "./WalletView.js";
import { WalletSessionContext } from "./walletContext.js";

/** Only the shop knows its buyers, so only it can open a wallet for one. */
function NoSession({ reason }: { reason: "none" | "ended" }) {
  return (
    <Notice tone="warning" heading={<FormattedMessage id={`wallet.session.${reason}`} />}>
      <p>
        <FormattedMessage id="wallet.session.open" />
      </p>
    </Notice>
  );
}

function SessionPage({ token }: { token: string }) {
  const session = useQuery({ queryKey: ["session", token], queryFn: () => readSession(token), staleTime: Infinity });
  const walletId = session.data?.walletId;
  const context = useMemo(
    () => (walletId === undefined ? null : { walletId, token, api: createApi(sessionHeaders(token)) }),
    [walletId, token],
  );
  if (session.error instanceof ApiProblem && session.error.code === "unauthorized") return <NoSession reason="ended" />;
  if (session.isError) return <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />;
  if (context === null) return <Loading />;
  if (context.walletId !== (readAskedWallet() ?? context.walletId)) return <NoSession reason="none" />;
  return (
    <WalletSessionContext value={context}>
      <WalletView />
    </WalletSessionContext>
  );
}

/** The wallet that a service's `topUpUrl` names: credits bought for another would be of no use to it. */
const readAskedWallet = (): string | null => new URLSearchParams(location.search).get("walletId");

/** A buyer's wallet, opened by the shop's link. */
export function WalletPage() {
  useTitle("wallet.title");
  const [token] = useState(takeSessionToken);
  return (
    <PageFrame heading={<FormattedMessage id="wallet.title" />}>
      {token === null ? <NoSession reason="none" /> : <SessionPage token={token} />}
    </PageFrame>
  );
}
