import { useState } from "react";
import { createKeyring } from "../client/createKeyring.js";
import { Failure } from "./Failure.js";
import { createStoreApi, type Schemas, type StoreSession, unwrap } from "./storeApi.js";
import { useCatalog } from "./useCatalog.js";
import { useWallet } from "./useWallet.js";

type TopUpProps = StoreSession & {
  /** Gets the checkout that was opened; where left out, the page goes to it. `embed.js` shows its `url` in a frame. */
  onCheckout?: (checkout: Schemas["Checkout"]) => void;
};

/** A button for each pack, which opens a checkout for the session's wallet. Style it by `.coffer-top-up`. */
export function TopUp({ onCheckout, ...session }: TopUpProps) {
  const { storeUrl, token } = session;
  const catalog = useCatalog(storeUrl);
  const wallet = useWallet(session);
  const [keyring] = useState(createKeyring);
  const [opening, setOpening] = useState<string>();
  const [failure, setFailure] = useState<Error>();

  async function open(walletId: string, packId: string): Promise<void> {
    setOpening(packId);
    setFailure(undefined);
    try {
      const checkout = await keyring(packId, (key) =>
        unwrap(
          createStoreApi(storeUrl, token).POST("/v1/checkouts", {
            params: { header: { "Idempotency-Key": key } },
            body: { walletId, packId },
          }),
        ),
      );
      if (onCheckout === undefined) location.assign(checkout.url);
      else onCheckout(checkout);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setOpening(undefined);
    }
  }

  const error = failure ?? catalog.error ?? wallet.error;
  const walletId = wallet.data?.id;
  return (
    <div className="coffer-top-up">
      {walletId !== undefined &&
        catalog.data?.packs.map(({ id, name, priceUsd, totalCredits }) => (
          <button key={id} type="button" disabled={opening !== undefined} onClick={() => void open(walletId, id)}>
            {name}: {totalCredits} {catalog.data?.creditName}, ${priceUsd}
          </button>
        ))}
      {error !== undefined && <Failure error={error} />}
    </div>
  );
}
