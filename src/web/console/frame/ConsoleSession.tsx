import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Api } from "../../../client/api.js";
import { createApi, unwrap } from "../../lib/api.js";

/** Who is logged in, and what proves that a change was asked for on a page of this store. */
export type Session = { client: string; csrfToken: string; expiresAt: string };

/** The query that every page of the console hangs on. */
export const SESSION_KEY = ["console session"];

type ConsoleContext = { api: Api; session: Session; logOut(): Promise<void> };

const Context = createContext<ConsoleContext | null>(null);

/** The API as the operator who is logged in, and who that is. */
export function useConsole(): ConsoleContext {
  const context = useContext(Context);
  if (context === null) throw new Error("useConsole needs a ConsoleSession around it.");
  return context;
}

/** Gives the pages inside the API with the session's CSRF token. A session that ended shows the login again. */
export function ConsoleSession({ session, children }: { session: Session; children: ReactNode }) {
  const queries = useQueryClient();
  const context = useMemo(() => {
    const api = createApi({ "X-CSRF-Token": session.csrfToken });
    api.use({
      onResponse: ({ response }) => {
        if (response.status === 401) void queries.resetQueries({ queryKey: SESSION_KEY });
      },
    });
    const logOut = async (): Promise<void> => {
      await unwrap(api.POST("/v1/console/logout"));
      // What was shown must not stay for whoever logs in next.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey !== SESSION_KEY });
      await queries.resetQueries({ queryKey: SESSION_KEY });
    };
    return { api, session, logOut };
  }, [session, queries]);
  return <Context value={context}>{children}</Context>;
}
