export { Balance } from "./Balance.js";
export { PricingTable } from "./PricingTable.js";
export { StoreError, type StoreSession } from "./storeApi.js";
export { TopUp } from "./TopUp.js";
export { Usage } from "./Usage.js";
export { useWallet } from "./useWallet.js";
