export type { Charged, Generate, Generated } from "./charge.js";
export {
  CofferError,
  CofferUnreachableError,
  type ErrorCode,
  isCofferError,
  type Problem,
} from "./cofferError.js";
export { type CofferClient, type CofferClientOptions, createCofferClient } from "./createCofferClient.js";
export type { Settlement } from "./holdCredits.js";
export type { ChargeOptions } from "./openCharge.js";
export type { ChargeOf, Middleware, RequestCharge } from "./requireCredits.js";
export type * from "./schema.js";
