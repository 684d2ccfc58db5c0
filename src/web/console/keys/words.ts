import type { Schemas } from "../../lib/api.js";
import type { TextId } from "../../text/textIds.js";

export type Key = Schemas["Key"];

export const ROLES: Record<Key["role"], { title: TextId; may: TextId }> = {
  store: { title: "console.role.store", may: "console.role.storeMay" },
  service: { title: "console.role.service", may: "console.role.serviceMay" },
  operator: { title: "console.role.operator", may: "console.role.operatorMay" },
};
