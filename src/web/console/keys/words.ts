import type { Schemas } from "../../lib/api.js";
import type { TextId } from "../../text/textIds.js";

export type Key = Schemas["Key"];

/** Something to be done with a key, and whether it may be now. */
export type KeyAction = { apiKey: Key; isOffered: boolean };

export const ROLES: Record<Key["role"], { title: TextId; may: TextId }> = {
  store: { title: "console.role.store", may: "console.role.storeMay" },
  service: { title: "console.role.service", may: "console.role.serviceMay" },
  operator: { title: "console.role.operator", may: "console.role.operatorMay" },
};
