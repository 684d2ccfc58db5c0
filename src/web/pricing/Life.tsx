import { FormattedMessage } from "react-intl";

type Expiry = { days: number | null; inactiveDays: number | null };

function kindOf({ days, inactiveDays }: Expiry) {
  if (days !== null) return inactiveDays === null ? "expires" : "expiresEither";
  return inactiveDays === null ? "neverExpires" : "expiresInactive";
}

/** How long bought credits live: since the purchase, since the last activity, whichever is first; of a pack, or as a policy. */
export function Life({ of, ...expiry }: Expiry & { of: "pack" | "policy" }) {
  const kind = kindOf(expiry);
  return <FormattedMessage id={`pricing.${of}.${kind}`} values={expiry} />;
}
