import { FormattedMessage } from "react-intl";
import { PageFrame } from "../ui/PageFrame.js";

/** The wallet page. */
export function WalletPage() {
  return <PageFrame heading={<FormattedMessage id="wallet.title" />}>{null}</PageFrame>;
}
