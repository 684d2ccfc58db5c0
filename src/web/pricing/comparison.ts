/** What a month looks like, and what the visitor pays elsewhere; texts as they were typed. */
export type Comparison = { images: string; payPerImageUsd: string; subscriptionUsd: string };

/** The figures to begin with: the example of the guides to credit pricing. */
export const EXAMPLE: Comparison = { images: "500", payPerImageUsd: "0.15", subscriptionUsd: "50" };
