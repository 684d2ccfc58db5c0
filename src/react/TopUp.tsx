import { useState } from "react";
import { createKeyring } from "../client/createKeyring.js";
import { leaveFor } from "../client/leaveFor.js";
import { Failure } from "./Failure.js";
import { createStoreApi, type Schemas, type StoreSession, unwrap } from "./storeApi.js";
import { useCatalog } from "./useCatalog.js";
import { useWallet } from "./useWallet.js";

type TopUpProps = StoreSession & {
  /** Gets the checkout that was opened; where left out, the page goes to it. `embed.js` shows its `url` in a frame. */
  onCheckout?: (checkout: Schemas["Checkout"]) => void;
};

type PacksProps = TopUpProps & { wallet: Schemas["Wallet"] };

function Packs({ storeUrl, token, onCheckout, wallet }: PacksProps) {
  const catalog = useCatalog(storeUrl, wallet.region);
  const [keyring] = useState(createKeyring);
  const [opening, setOpening] = useState<string>();
  const [failure, setFailure] = useState<Error>();

  async function open(packId: string): Promise<void> {
    setOpening(packId);
    setFailure(undefined);
    try {
      const checkout = await keyring(packId, (key) =>
        unwrap(
          createStoreApi(storeUrl, token).POST("/v1/checkouts", {
            params: { header: { "Idempotency-Key": key } },
            body: { walletId: wallet.id, packId },
          }),
        ),
      );
      if (onCheckout === undefined) await leaveFor(checkout.url, window);
      else onCheckout(checkout);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setOpening(undefined);
    }
  }

  const error = failure ?? catalog.error;
  return (
    <>
      {catalog.data?.packs.map(({ id, name, priceUsd, totalCredits }) => (
        <button
          key={id}
          type="button"
          disabled={opening !== undefined}
          // The second click of a double click is no second purchase, however soon the first one was done.
          onClick={({ detail: clicks }) => clicks < 2 && void open(id)}
        >
          {name}: {totalCredits} {catalog.data?.creditName}, ${priceUsd}
        </button>
      ))}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

/**
 * A button for each pack at the price of the wallet's region, which opens a checkout for the session's wallet. Style it by
 * `.coffer-top-up`.
 */
export function TopUp(props: TopUpProps) {
  const wallet = useWallet(props);
  return (
    <div className="coffer-top-up">
      {wallet.data !== undefined && <Packs key={wallet.data.region} wallet={wallet.data} {...props} />}
      {wallet.error !== undefined && <Failure error={wallet.error} />}
    </div>
  );
}
