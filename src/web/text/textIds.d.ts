import type { checkout } from "./en/checkout.js";
import type { console } from "./en/console.js";
import type { pricing } from "./en/pricing.js";
import type { shared } from "./en/shared.js";
import type { wallet } from "./en/wallet.js";

/** The ids of all texts: an id that is in no catalogue does not compile. */
export type TextId = keyof (typeof checkout & typeof console & typeof pricing & typeof shared & typeof wallet);

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: TextId;
    }
  }
}
