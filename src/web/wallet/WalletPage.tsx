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

function NoSession() {
  return (
    <Notice tone="warning" heading={<FormattedMessage id="wallet.noSession.heading" />}>
      <p>
        <FormattedMessage id="wallet.noSession.text" />
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
  if (session.error instanceof ApiProblem && session.error.code === "unauthorized") return <NoSession />;
  if (session.isError) return <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />;
  if (context === null) return <Loading />;
  return (
    <WalletSessionContext value={context}>
      <WalletView />
    </WalletSessionContext>
  );
}

/** A buyer's wallet, opened by the shop's link. */
export function WalletPage() {
  useTitle("wallet.title");
  const [token] = useState(takeSessionToken);
  return (
    <PageFrame heading={<FormattedMessage id="wallet.title" />}>
      {token === null ? <NoSession /> : <SessionPage token={token} />}
    </PageFrame>
  );
}
