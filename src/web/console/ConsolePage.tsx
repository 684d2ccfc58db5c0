import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { createApi, unwrap } from "../lib/api.js";
import { ApiProblem } from "../lib/problem.js";
import { Loading } from "../ui/Loading.js";
import { PageFrame } from "../ui/PageFrame.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { ConsoleSession, SESSION_KEY } from "./frame/ConsoleSession.js";
import { Login } from "./frame/Login.js";
import { Pages } from "./Pages.js";

/** Whether nobody is logged in: no cookie, or a session that ended. */
function asksForLogin(error: unknown): boolean {
  return error instanceof ApiProblem && [401, 403, 404].includes(error.status);
}

/** The operators' console: its pages for who is logged in, the login for everybody else. */
export function ConsolePage() {
  const session = useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => unwrap(createApi().GET("/v1/console/session")),
    staleTime: 60_000,
  });
  if (session.isSuccess) {
    return (
      <ConsoleSession session={session.data}>
        <Pages />
      </ConsoleSession>
    );
  }
  if (asksForLogin(session.error)) return <Login />;
  return (
    <PageFrame heading={<FormattedMessage id="console.title" />} width="narrow">
      {session.isError ? <ProblemNotice error={session.error} onRetry={() => void session.refetch()} /> : <Loading />}
    </PageFrame>
  );
}
