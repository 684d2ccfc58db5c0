import { useQuery } from "@tanstack/react-query";
import { unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";

/** What the text of a version is kept under. */
export const versionKey = (version: string | undefined) => ["version", version];

/** The text of a version; nothing is asked while its name is not known. Texts never change once published. */
export function useVersion(version: string | undefined) {
  const { api } = useConsole();
  return useQuery({
    queryKey: versionKey(version),
    queryFn: () => unwrap(api.GET("/v1/catalog/versions/{version}", { params: { path: { version: version ?? "" } } })),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
