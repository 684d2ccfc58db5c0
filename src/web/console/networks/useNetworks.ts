import { useQuery } from "@tanstack/react-query";
import { unwrap } from "../../lib/api.js";
import { useConsole } from "../frame/ConsoleSession.js";

/** The chains as the store sees them, asked again every so many milliseconds. */
export function useNetworks(everyMs: number) {
  const { api } = useConsole();
  return useQuery({
    queryKey: ["networks"],
    queryFn: () => unwrap(api.GET("/v1/networks")),
    refetchInterval: everyMs,
  });
}
