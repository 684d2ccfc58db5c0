import { FormattedMessage } from "react-intl";
import { PageFrame } from "../ui/PageFrame.js";

/** The console page. */
export function ConsolePage() {
  return <PageFrame heading={<FormattedMessage id="console.title" />}>{null}</PageFrame>;
}
