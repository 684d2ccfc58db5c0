import { FormattedMessage } from "react-intl";
import { PageFrame } from "../ui/PageFrame.js";

/** The pricing page. */
export function PricingPage() {
  return <PageFrame heading={<FormattedMessage id="pricing.title" />}>{null}</PageFrame>;
}
