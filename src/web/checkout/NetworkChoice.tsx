import { useMutation } from "@tanstack/react-query";
import { Button } from "react-aria-components/Button";
import { FormattedMessage } from "react-intl";
import { createApi, type Schemas, unwrap } from "../lib/api.js";
import { useCatalog } from "../lib/catalog.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { Loading } from "../ui/Loading.js";
import { Notice } from "../ui/Notice.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import type { Checkout, Network } from "./checkout.js";
import styles from "./NetworkChoice.module.css";

type Offer = Schemas["Catalog"]["networks"][number];

const SECONDS_IN_A_MINUTE = 60;

function OfferFacts({ offer }: { offer: Offer }) {
  const { usd } = useFormats();
  const minutes = Math.ceil(offer.typicalSeconds / SECONDS_IN_A_MINUTE);
  return (
    <>
      <span className={styles.name}>{offer.name}</span>
      <span className={styles.facts}>
        {offer.typicalSeconds < SECONDS_IN_A_MINUTE ? (
          <FormattedMessage id="checkout.network.seconds" values={{ seconds: offer.typicalSeconds }} />
        ) : (
          <FormattedMessage id="checkout.network.time" values={{ minutes }} />
        )}
      </span>
      <span className={styles.facts}>
        {Number(offer.typicalFeeUsd) === 0 ? (
          <FormattedMessage id="checkout.network.noFee" />
        ) : (
          <FormattedMessage id="checkout.network.fee" values={{ fee: usd(offer.typicalFeeUsd) }} />
        )}
      </span>
    </>
  );
}

/** Asks which network the buyer pays on, with what it costs and how long it takes said before. */
export function NetworkChoice({ checkoutId, onChosen }: { checkoutId: string; onChosen(checkout: Checkout): void }) {
  const catalog = useCatalog();
  const choice = useMutation({
    mutationFn: (network: Network) =>
      unwrap(
        createApi().POST("/v1/checkouts/{id}/network", { params: { path: { id: checkoutId } }, body: { network } }),
      ),
    onSuccess: onChosen,
  });
  const offers = catalog.data?.networks ?? [];
  return (
    <Card heading={<FormattedMessage id="checkout.network.heading" />}>
      <p>
        <FormattedMessage id="checkout.network.intro" />
      </p>
      {catalog.isPending && <Loading />}
      {catalog.isError && <ProblemNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.isSuccess && offers.length === 0 && (
        <Notice tone="warning">
          <p>
            <FormattedMessage id="checkout.network.none" />
          </p>
        </Notice>
      )}
      <ul className={styles.offers}>
        {offers.map((offer) => (
          <li key={offer.id}>
            <Button
              className={styles.offer ?? ""}
              isDisabled={choice.isPending}
              onPress={() => choice.mutate(offer.id)}
            >
              <OfferFacts offer={offer} />
            </Button>
          </li>
        ))}
      </ul>
      {choice.isError && <ProblemNotice error={choice.error} />}
    </Card>
  );
}
