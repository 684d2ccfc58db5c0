import { useMutation } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { createApi, unwrap } from "../lib/api.js";
import { useCatalog } from "../lib/catalog.js";
import { Button } from "../ui/Button.js";
import { Card } from "../ui/Card.js";
import { Notice } from "../ui/Notice.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import type { Checkout, Network } from "./checkout.js";
import styles from "./DevelopmentHelps.module.css";

const MANNERS = ["exact", "half", "late", "twice", "wrong_token", "reorg"] as const;
const MINED = 20;
const FORKED = 3;

type Play = { kind: (typeof MANNERS)[number] | "mine" | "fork" };

async function play(checkoutId: string, network: Network, { kind }: Play): Promise<unknown> {
  const api = createApi();
  const path = { network };
  switch (kind) {
    case "mine":
      return unwrap(api.POST("/v1/dev/networks/{network}/mine", { params: { path }, body: { blocks: MINED } }));
    case "fork":
      return unwrap(api.POST("/v1/dev/networks/{network}/fork", { params: { path }, body: { depth: FORKED } }));
    default:
      return unwrap(
        api.POST("/v1/dev/checkouts/{id}/pay", { params: { path: { id: checkoutId } }, body: { how: kind } }),
      );
  }
}

/** Buttons that play a buyer and the network, on development chains only. */
export function DevelopmentHelps({ checkout: { id, network } }: { checkout: Checkout }) {
  const isDevelopment = useCatalog().data?.developmentChains === true;
  const playing = useMutation({
    mutationFn: ({ where, ...what }: Play & { where: Network }) => play(id, where, what),
  });
  if (!isDevelopment || network === null) return null;
  const start = (kind: Play["kind"]) => () => playing.mutate({ kind, where: network });
  return (
    <Card heading={<FormattedMessage id="checkout.development.heading" />}>
      <p className={styles.intro}>
        <FormattedMessage id="checkout.development.intro" />
      </p>
      <div className={styles.buttons}>
        {MANNERS.map((kind) => (
          <Button key={kind} size="small" isDisabled={playing.isPending} onPress={start(kind)}>
            <FormattedMessage id={`checkout.development.${kind}`} />
          </Button>
        ))}
        <Button size="small" isDisabled={playing.isPending} onPress={start("mine")}>
          <FormattedMessage id="checkout.development.mine" values={{ blocks: MINED }} />
        </Button>
        <Button size="small" isDisabled={playing.isPending} onPress={start("fork")}>
          <FormattedMessage id="checkout.development.fork" values={{ depth: FORKED }} />
        </Button>
      </div>
      {playing.isError && <ProblemNotice error={playing.error} />}
      {playing.isSuccess && (
        <Notice tone="good">
          <p>
            <FormattedMessage id="checkout.development.done" />
          </p>
        </Notice>
      )}
    </Card>
  );
}
