import { CATALOG_TERMS } from "./openapiTerms/catalogTerms.js";
import { COMMON_TERMS } from "./openapiTerms/commonTerms.js";
import { CREDIT_TERMS } from "./openapiTerms/creditTerms.js";
import { PAYMENT_TERMS } from "./openapiTerms/paymentTerms.js";

/**
 * What the API's fields mean, by name; where one name means different things, by the component's name and its own. A
 * schema that describes a field itself wins. Amounts are decimal strings, in the unit that is named here.
 */
export const TERMS: Readonly<Record<string, string>> = {
  ...CATALOG_TERMS,
  ...PAYMENT_TERMS,
  ...CREDIT_TERMS,
  ...COMMON_TERMS,
};
