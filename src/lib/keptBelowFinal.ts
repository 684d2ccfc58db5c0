/**
 * Scanned blocks are kept so many below the final height, so that a fork is walked back to a block that the store knows; the
 * development chains fork no deeper.
 */
export const KEPT_BELOW_FINAL = 128;
