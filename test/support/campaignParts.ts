export type CampaignPart = { seed: number; count: number };

/**
 * Cuts a campaign into parts, each of which begins with a database of its own, so that parts that were run one by one by
 * their seeds are the whole.
 * @param perSeed how much is made of one seed: the next part begins where this one's seeds end.
 */
export function campaignParts(total: number, size: number, { from, perSeed }: { from: number; perSeed: number }) {
  return Array.from({ length: Math.ceil(total / size) }, (_, part): CampaignPart => {
    return { seed: from + (part * size) / perSeed, count: Math.min(size, total - part * size) };
  });
}
