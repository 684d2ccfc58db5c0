import { FormattedMessage } from "react-intl";
import { Card } from "../../ui/Card.js";
import { SelectField } from "../../ui/SelectField.js";
import { navigate, useLocation } from "../frame/navigation.js";
import { Row } from "../frame/Row.js";
import { SearchField } from "../frame/SearchField.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { CheckoutTable } from "./CheckoutTable.js";
import { CHECKOUT_STATUSES, type CheckoutStatus } from "./words.js";

const KNOWN = Object.keys(CHECKOUT_STATUSES) as CheckoutStatus[];

/** Checkouts of all wallets, by status or by what they belong to. */
export function CheckoutsPage() {
  const text = useText();
  const { searchParams } = useLocation();
  const status = KNOWN.find((each) => each === searchParams.get("status")) ?? "";
  const search = searchParams.get("search") ?? "";
  const change = (changed: { status?: string; search?: string }): void => {
    const given = Object.entries({ status, search, ...changed }).filter(([, value]) => value !== "");
    navigate(`/console/checkouts${given.length === 0 ? "" : `?${new URLSearchParams(given)}`}`, { replace: true });
  };
  return (
    <>
      <SectionHeading title={text("console.checkouts.title")} />
      <Card>
        <Row>
          <SelectField
            label={<FormattedMessage id="console.column.status" />}
            value={status}
            options={[
              { value: "", text: text("console.all") },
              ...KNOWN.map((value) => ({ value, text: text(CHECKOUT_STATUSES[value].title) })),
            ]}
            onChange={(chosen) => change({ status: chosen })}
          />
          <SearchField
            label={<FormattedMessage id="console.checkouts.search" />}
            value={search}
            onSearch={(found) => change({ search: found })}
          />
        </Row>
        <CheckoutTable status={status} search={search} />
      </Card>
    </>
  );
}
