import type { AppDependencies } from "./appDependencies.js";
import { createSpending } from "./createSpending.js";
import type { Route } from "./route.js";
import { alertRoutes } from "./routes/alertRoutes.js";
import { allowanceRoutes } from "./routes/allowanceRoutes.js";
import { auditRoutes } from "./routes/auditRoutes.js";
import { catalogRoutes } from "./routes/catalogRoutes.js";
import { catalogVersionRoutes } from "./routes/catalogVersionRoutes.js";
import { checkoutEventRoutes } from "./routes/checkoutEventRoutes.js";
import { checkoutRoutes } from "./routes/checkoutRoutes.js";
import { claimRoutes } from "./routes/claimRoutes.js";
import { consoleCatalogRoutes } from "./routes/consoleCatalogRoutes.js";
import { consoleCheckoutRoutes } from "./routes/consoleCheckoutRoutes.js";
import { consoleClientRoutes } from "./routes/consoleClientRoutes.js";
import { consoleOverviewRoutes } from "./routes/consoleOverviewRoutes.js";
import { consoleSessionRoutes } from "./routes/consoleSessionRoutes.js";
import { debitBatchRoutes } from "./routes/debitBatchRoutes.js";
import { debitRoutes } from "./routes/debitRoutes.js";
import { depositDecisionRoutes } from "./routes/depositDecisionRoutes.js";
import { depositRoutes } from "./routes/depositRoutes.js";
import { devPaymentRoutes } from "./routes/devPaymentRoutes.js";
import { devRoutes } from "./routes/devRoutes.js";
import { documentRoutes } from "./routes/documentRoutes.js";
import { eventRoutes } from "./routes/eventRoutes.js";
import { grantRoutes } from "./routes/grantRoutes.js";
import { healthRoutes } from "./routes/healthRoutes.js";
import { holdRoutes } from "./routes/holdRoutes.js";
import { keyRoutes } from "./routes/keyRoutes.js";
import { ledgerRoutes } from "./routes/ledgerRoutes.js";
import { memberRoutes } from "./routes/memberRoutes.js";
import { networkRoutes } from "./routes/networkRoutes.js";
import { quoteRoutes } from "./routes/quoteRoutes.js";
import { reconciliationRoutes } from "./routes/reconciliationRoutes.js";
import { refundRequestRoutes } from "./routes/refundRequestRoutes.js";
import { refundRoutes } from "./routes/refundRoutes.js";
import { reportRoutes } from "./routes/reportRoutes.js";
import { rescanRoutes } from "./routes/rescanRoutes.js";
import { transferRoutes } from "./routes/transferRoutes.js";
import { walletListRoutes } from "./routes/walletListRoutes.js";
import { walletRoutes } from "./routes/walletRoutes.js";
import { walletSessionRoutes } from "./routes/walletSessionRoutes.js";
import { webhookDeliveryRoutes } from "./routes/webhookDeliveryRoutes.js";
import { webhookEndpointRoutes } from "./routes/webhookEndpointRoutes.js";

/** Every route of the API. */
export function createRoutes(dependencies: AppDependencies): Route[] {
  const openSpending = createSpending(dependencies);
  const routes: Route[] = [
    // What services call for every image comes first: a route costs more to find the later it stands.
    ...holdRoutes(dependencies, openSpending),
    ...debitRoutes(dependencies, openSpending),
    ...debitBatchRoutes(dependencies, openSpending),
    ...healthRoutes(dependencies),
    ...documentRoutes(() => routes),
    ...catalogRoutes(dependencies),
    ...catalogVersionRoutes(dependencies),
    ...quoteRoutes(dependencies),
    ...walletRoutes(dependencies),
    ...walletListRoutes(dependencies),
    ...walletSessionRoutes(dependencies),
    ...grantRoutes(dependencies),
    ...memberRoutes(dependencies),
    ...reportRoutes(dependencies),
    ...allowanceRoutes(dependencies),
    ...alertRoutes(dependencies),
    ...eventRoutes(dependencies),
    ...webhookEndpointRoutes(dependencies),
    ...webhookDeliveryRoutes(dependencies),
    ...checkoutRoutes(dependencies),
    ...checkoutEventRoutes(dependencies),
    ...claimRoutes(dependencies),
    ...depositRoutes(dependencies),
    ...depositDecisionRoutes(dependencies),
    ...rescanRoutes(dependencies),
    ...reconciliationRoutes(dependencies),
    ...auditRoutes(dependencies),
    ...networkRoutes(dependencies),
    ...transferRoutes(dependencies),
    ...refundRoutes(dependencies),
    ...refundRequestRoutes(dependencies),
    ...ledgerRoutes(dependencies),
    ...consoleCatalogRoutes(dependencies),
    ...consoleCheckoutRoutes(dependencies),
    ...consoleClientRoutes(dependencies),
    ...consoleOverviewRoutes(dependencies),
    ...keyRoutes(dependencies),
    ...consoleSessionRoutes(dependencies),
    ...devRoutes(dependencies),
    ...devPaymentRoutes(dependencies),
  ];
  return routes;
}
