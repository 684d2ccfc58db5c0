import { FormattedMessage } from "react-intl";
import { PageFrame } from "../ui/PageFrame.js";

/** The checkout page. */
export function CheckoutPage() {
  return <PageFrame heading={<FormattedMessage id="checkout.title" />}>{null}</PageFrame>;
}
