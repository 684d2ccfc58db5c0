import { FormattedMessage } from "react-intl";
import { ApiProblem } from "../lib/problem.js";
import { useTitle } from "../lib/useTitle.js";
import { Loading } from "../ui/Loading.js";
import { Notice } from "../ui/Notice.js";
import { PageFrame } from "../ui/PageFrame.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { CheckoutView } from "./CheckoutView.js";
import { useCheckout } from "./useCheckout.js";

/** The id in `/checkout/{id}`. */
function readCheckoutId(): string {
  return decodeURIComponent(location.pathname.split("/")[2] ?? "");
}

/** `/checkout/{id}`: where a buyer pays and watches the payment arrive. */
export function CheckoutPage() {
  const live = useCheckout(readCheckoutId());
  const { checkout, error, reload } = live;
  useTitle("checkout.title");
  return (
    <PageFrame heading={<FormattedMessage id="checkout.title" />}>
      {checkout !== undefined && <CheckoutView live={{ ...live, checkout }} />}
      {checkout === undefined && error === null && <Loading />}
      {error instanceof ApiProblem && error.code === "not_found" && (
        <Notice tone="bad" heading={<FormattedMessage id="checkout.notFound.heading" />}>
          <p>
            <FormattedMessage id="checkout.notFound.text" />
          </p>
        </Notice>
      )}
      {error !== null && !(error instanceof ApiProblem && error.code === "not_found") && (
        <ProblemNotice error={error} onRetry={reload} />
      )}
    </PageFrame>
  );
}
