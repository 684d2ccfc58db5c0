import { FormattedMessage } from "react-intl";
import { useCatalog } from "../lib/catalog.js";
import { useTitle } from "../lib/useTitle.js";
import { Loading } from "../ui/Loading.js";
import { PageFrame } from "../ui/PageFrame.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { BonusList } from "./BonusList.js";
import { Calculator } from "./Calculator.js";
import { CostTables } from "./CostTables.js";
import { DisclosureList } from "./DisclosureList.js";
import { PackGrid } from "./PackGrid.js";
import { Policies } from "./Policies.js";

/** The region that the address names (`?region=IN`), as the wallet's link does; null for the general prices. */
function regionOf({ search }: Location): string | null {
  const region = new URLSearchParams(search).get("region") ?? "";
  return /^[A-Z]{2}$/.test(region) ? region : null;
}

/** What is sold and what everything costs, for anybody to read before paying. */
export function PricingPage() {
  useTitle("pricing.title");
  const catalog = useCatalog(regionOf(location));
  return (
    <PageFrame heading={<FormattedMessage id="pricing.title" />} width="wide">
      {catalog.isPending && <Loading />}
      {catalog.isError && <ProblemNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.isSuccess && (
        <>
          <PackGrid catalog={catalog.data} />
          <BonusList catalog={catalog.data} />
          <Calculator catalog={catalog.data} />
          <CostTables catalog={catalog.data} />
          <Policies catalog={catalog.data} />
          <DisclosureList points={catalog.data.disclosure} />
        </>
      )}
    </PageFrame>
  );
}
