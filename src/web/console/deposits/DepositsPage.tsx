import { Card } from "../../ui/Card.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { BulkRetry } from "./BulkRetry.js";
import { DepositFilterBar } from "./DepositFilterBar.js";
import { DepositTable } from "./DepositTable.js";
import { useDepositFilters } from "./filters.js";

/** All deposits, by status, network, reason, or what they belong to. */
export function DepositsPage() {
  const text = useText();
  const [filters, change] = useDepositFilters();
  return (
    <>
      <SectionHeading
        title={text("console.deposits.title")}
        actions={filters.status === "stuck" && filters.search === "" && <BulkRetry filters={filters} />}
      />
      <Card>
        <DepositFilterBar filters={filters} onChange={change} />
        <DepositTable filters={filters} />
      </Card>
    </>
  );
}
