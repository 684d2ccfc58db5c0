import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { FormattedMessage } from "react-intl";
import { createApi, type Schemas, unwrap } from "../lib/api.js";
import { ApiProblem } from "../lib/problem.js";
import { Button } from "../ui/Button.js";
import { Disclosure } from "../ui/Disclosure.js";
import { Notice } from "../ui/Notice.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { TextField } from "../ui/TextField.js";
import styles from "./ClaimForm.module.css";
import type { Checkout, Network } from "./checkout.js";
import { NETWORK_NAMES } from "./networkNames.js";

type Claimed = Schemas["ClaimedCheckout"];

/** The network whose wallets write transactions like this, where that is plain to see. */
function networkOfHash(text: string): Network | null {
  if (/^0x[0-9a-f]{64}$/i.test(text)) return "ethereum";
  return /^[0-9a-f]{64}$/i.test(text) ? "tron" : null;
}

function Refusal({ error, network }: { error: Error; network: Network }) {
  if (!(error instanceof ApiProblem) || error.code !== "not_found") return <ProblemNotice error={error} />;
  return (
    <Notice tone="bad">
      <p>
        <FormattedMessage id="checkout.claim.notFound" values={{ network: NETWORK_NAMES[network] }} />
      </p>
    </Notice>
  );
}

/** "I paid, here is my transaction": looks at it on the chain. */
export function ClaimForm({ checkout, onFound }: { checkout: Checkout; onFound(checkout: Checkout): void }) {
  const [txHash, setTxHash] = useState("");
  const claim = useMutation({
    mutationFn: (hash: string) =>
      unwrap(
        createApi().POST("/v1/checkouts/{id}/claim", {
          params: { path: { id: checkout.id } },
          body: { txHash: hash },
        }),
      ),
    onSuccess: ({ claim: _claim, ...found }: Claimed) => onFound(found),
  });
  const { network } = checkout;
  if (network === null) return null;
  const trimmed = txHash.trim();
  const looksLike = networkOfHash(trimmed);
  const isForeign = looksLike !== null && looksLike !== network;
  return (
    <Disclosure title={<FormattedMessage id="checkout.claim.heading" />}>
      <Form
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== "" && !isForeign) claim.mutate(trimmed);
        }}
      >
        <TextField
          label={<FormattedMessage id="checkout.claim.label" />}
          hint={<FormattedMessage id="checkout.claim.hint" />}
          value={txHash}
          onChange={(text) => {
            setTxHash(text);
            claim.reset();
          }}
          autoComplete="off"
          spellCheck="false"
          {...(isForeign
            ? {
                error: (
                  <FormattedMessage
                    id="checkout.claim.foreign"
                    values={{ found: NETWORK_NAMES[looksLike], network: NETWORK_NAMES[network] }}
                  />
                ),
              }
            : {})}
        />
        <Button type="submit" isDisabled={trimmed === "" || isForeign} isPending={claim.isPending}>
          <FormattedMessage id="checkout.claim.submit" />
        </Button>
      </Form>
      {claim.isError && <Refusal error={claim.error} network={network} />}
      {claim.isSuccess && (
        <Notice tone="good">
          <p>
            <FormattedMessage id={`checkout.claim.state.${claim.data.claim.state}`} />
          </p>
        </Notice>
      )}
    </Disclosure>
  );
}
