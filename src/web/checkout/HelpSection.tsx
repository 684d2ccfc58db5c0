import { FormattedMessage } from "react-intl";
import { Disclosure } from "../ui/Disclosure.js";
import type { Checkout } from "./checkout.js";
import { NETWORK_NAMES } from "./networkNames.js";

/** What buyers ask when something went otherwise than it should. */
export function HelpSection({ checkout }: { checkout: Checkout }) {
  const network = checkout.network === null ? "" : NETWORK_NAMES[checkout.network];
  return (
    <>
      <Disclosure title={<FormattedMessage id="checkout.help.wrongNetwork.heading" />}>
        <p>
          <FormattedMessage id="checkout.help.wrongNetwork.text" values={{ network }} />
        </p>
      </Disclosure>
      <Disclosure title={<FormattedMessage id="checkout.help.amount.heading" />}>
        <p>
          <FormattedMessage id="checkout.help.amount.text" />
        </p>
      </Disclosure>
      <Disclosure title={<FormattedMessage id="checkout.help.genuine.heading" />}>
        <p>
          <FormattedMessage
            id="checkout.help.genuine.text"
            values={{
              contract: (
                <bdi dir="ltr" key="contract">
                  <code>{checkout.contract}</code>
                </bdi>
              ),
              id: <code key="id">{checkout.id}</code>,
            }}
          />
        </p>
      </Disclosure>
    </>
  );
}
