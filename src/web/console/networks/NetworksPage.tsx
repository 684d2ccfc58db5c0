import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { NetworkCard } from "./NetworkCard.js";
import { useNetworks } from "./useNetworks.js";

const EVERY_MS = 3_000;

/** The chains that are watched, and the nodes that they are read from. */
export function NetworksPage() {
  const text = useText();
  const networks = useNetworks(EVERY_MS);
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
