import { type ComponentType, lazy, Suspense } from "react";
import { FormattedMessage } from "react-intl";
import { ErrorBoundary } from "../lib/ErrorBoundary.js";
import { Loading } from "../ui/Loading.js";
import { ConsoleFrame } from "./frame/ConsoleFrame.js";
import { useLocation } from "./frame/navigation.js";
import { SectionHeading } from "./frame/SectionHeading.js";
import type { SectionId } from "./frame/sections.js";
import { useText } from "./frame/useText.js";

type Page = ComponentType<{ id: string }>;

/** The pages, each fetched when it is first opened. `one` shows a single thing by its id. */
const PAGES: Record<string, { section: SectionId | null; all?: Page; one?: Page }> = {
  "": {
    section: "overview",
    all: lazy(async () => ({ default: (await import("./overview/OverviewPage.js")).OverviewPage })),
  },
  deposits: {
    section: "deposits",
    all: lazy(async () => ({ default: (await import("./deposits/DepositsPage.js")).DepositsPage })),
    one: lazy(async () => ({ default: (await import("./deposits/DepositPage.js")).DepositPage })),
  },
  checkouts: {
    section: "checkouts",
    all: lazy(async () => ({ default: (await import("./checkouts/CheckoutsPage.js")).CheckoutsPage })),
  },
  networks: {
    section: "networks",
    all: lazy(async () => ({ default: (await import("./networks/NetworksPage.js")).NetworksPage })),
  },
  webhooks: {
    section: "webhooks",
    all: lazy(async () => ({ default: (await import("./webhooks/WebhooksPage.js")).WebhooksPage })),
    one: lazy(async () => ({ default: (await import("./webhooks/EndpointPage.js")).EndpointPage })),
  },
  catalog: {
    section: "catalog",
    all: lazy(async () => ({ default: (await import("./catalog/CatalogPage.js")).CatalogPage })),
    one: lazy(async () => ({ default: (await import("./catalog/VersionPage.js")).VersionPage })),
  },
  keys: { section: "keys", all: lazy(async () => ({ default: (await import("./keys/KeysPage.js")).KeysPage })) },
  ledger: {
    section: "ledger",
    all: lazy(async () => ({ default: (await import("./ledger/LedgerPage.js")).LedgerPage })),
  },
  audit: { section: "audit", all: lazy(async () => ({ default: (await import("./audit/AuditPage.js")).AuditPage })) },
  wallets: {
    section: null,
    one: lazy(async () => ({ default: (await import("./wallets/WalletPage.js")).WalletPage })),
  },
};

function NothingHere() {
  return (
    <>
      <SectionHeading title={useText()("console.nothingHere.title")} />
      <p>
        <FormattedMessage id="console.nothingHere" />
      </p>
    </>
  );
}

/** The page that the address names: `/console`, `/console/<part>` or `/console/<part>/<id>`. */
export function Pages() {
  const { pathname } = useLocation();
  const [name = "", id = "", ...rest] = pathname
    .replace(/^\/console\/?/, "")
    .replace(/\/$/, "")
    .split("/");
  const found = Object.hasOwn(PAGES, name) && rest.length === 0 ? PAGES[name] : undefined;
  const Shown = id === "" ? found?.all : found?.one;
  return (
    <ConsoleFrame current={found?.section ?? null}>
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<Loading />}>
          {Shown === undefined ? <NothingHere /> : <Shown id={decodeURIComponent(id)} />}
        </Suspense>
      </ErrorBoundary>
    </ConsoleFrame>
  );
}
