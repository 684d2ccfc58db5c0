import type { TextId } from "../../text/textIds.js";

export type SectionId =
  | "overview"
  | "deposits"
  | "checkouts"
  | "networks"
  | "webhooks"
  | "catalog"
  | "keys"
  | "ledger"
  | "audit";

export type Section = { id: SectionId; path: string; title: TextId };

/** The parts of the console, in the order of its navigation. */
export const SECTIONS: readonly Section[] = [
  { id: "overview", path: "/console", title: "console.overview.title" },
  { id: "deposits", path: "/console/deposits", title: "console.deposits.title" },
  { id: "checkouts", path: "/console/checkouts", title: "console.checkouts.title" },
  { id: "networks", path: "/console/networks", title: "console.networks.title" },
  { id: "webhooks", path: "/console/webhooks", title: "console.webhooks.title" },
  { id: "catalog", path: "/console/catalog", title: "console.catalog.title" },
  { id: "keys", path: "/console/keys", title: "console.keys.title" },
  { id: "ledger", path: "/console/ledger", title: "console.ledger.title" },
  { id: "audit", path: "/console/audit", title: "console.audit.title" },
];
