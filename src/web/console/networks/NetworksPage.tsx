import { useQuery } from "@tanstack/react-query";
import { unwrap } from "../../lib/api.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { NetworkCard } from "./NetworkCard.js";

const EVERY_MS = 3_000;

/** The chains that are watched, and the nodes that they are read from. */
export function NetworksPage() {
  const { api } = useConsole();
  const text = useText();
  const networks = useQuery({
    queryKey: ["networks"],
    queryFn: () => unwrap(api.GET("/v1/networks")),
    refetchInterval: EVERY_MS,
  });
  return (
    <>
      <SectionHeading title={text("console.networks.title")} />
      {networks.isPending && <Loading />}
      {networks.isError && <ProblemNotice error={networks.error} onRetry={() => void networks.refetch()} />}
      {networks.data?.data.map((network) => (
        <NetworkCard key={network.id} network={network} />
      ))}
    </>
  );
}
