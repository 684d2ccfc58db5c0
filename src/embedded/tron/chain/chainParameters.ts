/** Fees and limits of this chain: those of the private net on which the recorded answers were taken. */

/** Sun for a unit of energy. Mainnet asks the same since 2025-08. */
export const ENERGY_PRICE = 100n;

/** Sun for a byte of bandwidth. Mainnet asks 1000. */
export const BANDWIDTH_PRICE = 10n;

/** Free bytes a day for each account. Mainnet gives 600. */
export const FREE_BANDWIDTH = 5000;

export const BANDWIDTH_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Sun for activating an account by a transfer. Mainnet takes another TRX on top. */
export const ACCOUNT_CREATION_FEE = 100_000n;

/** The highest fee limit in sun, 1,000 TRX. Mainnet allows 15,000. */
export const MAXIMUM_FEE_LIMIT = 1_000_000_000n;

/** A transaction may expire at most this long after the head block. */
export const MAXIMUM_EXPIRATION_MS = 24 * 60 * 60 * 1000;

/** What a transaction that the node or tronweb builds gets. */
export const DEFAULT_EXPIRATION_MS = 60_000;

/** Bytes that java-tron charges for each contract's result, beside the transaction's own. */
export const RESULT_BYTES = 64;

/** The version in block headers of the node software that was recorded. */
export const BLOCK_VERSION = 32;

/** What getchainparameters answers, as recorded: a parameter of zero has no value. */
export const CHAIN_PARAMETERS: readonly (readonly [key: string, value?: bigint])[] = [
  ["getMaintenanceTimeInterval", 21600000n],
  ["getAccountUpgradeCost", 9999000000n],
  ["getCreateAccountFee", ACCOUNT_CREATION_FEE],
  ["getTransactionFee", BANDWIDTH_PRICE],
  ["getAssetIssueFee", 1024000000n],
  ["getWitnessPayPerBlock", 32000000n],
  ["getWitnessStandbyAllowance", 115200000000n],
  ["getCreateNewAccountFeeInSystemContract"],
  ["getCreateNewAccountBandwidthRate", 1n],
  ["getAllowCreationOfContracts", 1n],
  ["getRemoveThePowerOfTheGr"],
  ["getEnergyFee", ENERGY_PRICE],
  ["getExchangeCreateFee", 1024000000n],
  ["getMaxCpuTimeOfOneTx", 50n],
  ["getAllowUpdateAccountName"],
  ["getAllowSameTokenName", 1n],
  ["getAllowDelegateResource", 1n],
  ["getTotalEnergyLimit", 50000000000n],
  ["getAllowTvmTransferTrc10", 1n],
  ["getTotalEnergyCurrentLimit", 50000000000n],
  ["getAllowMultiSign", 1n],
  ["getAllowAdaptiveEnergy"],
  ["getTotalEnergyTargetLimit", 3472222n],
  ["getTotalEnergyAverageUsage"],
  ["getUpdateAccountPermissionFee", 100000000n],
  ["getMultiSignFee", 1000000n],
  ["getAllowAccountStateRoot"],
  ["getAllowProtoFilterNum"],
  ["getAllowTvmConstantinople", 1n],
  ["getAllowTvmSolidity059", 1n],
  ["getAllowTvmIstanbul"],
  ["getAllowShieldedTRC20Transaction"],
  ["getForbidTransferToContract"],
  ["getAdaptiveResourceLimitTargetRatio", 10n],
  ["getAdaptiveResourceLimitMultiplier", 1000n],
  ["getChangeDelegation", 1n],
  ["getWitness127PayPerBlock", 16000000n],
  ["getAllowMarketTransaction", 1n],
  ["getMarketSellFee"],
  ["getMarketCancelFee"],
  ["getAllowPBFT"],
  ["getAllowTransactionFeePool"],
  ["getMaxFeeLimit", MAXIMUM_FEE_LIMIT],
  ["getAllowOptimizeBlackHole", 1n],
  ["getAllowNewResourceModel", 1n],
  ["getAllowTvmFreeze", 1n],
  ["getAllowTvmVote", 1n],
  ["getAllowTvmLondon", 1n],
  ["getAllowTvmCompatibleEvm", 1n],
  ["getAllowAccountAssetOptimization", 1n],
  ["getFreeNetLimit", BigInt(FREE_BANDWIDTH)],
  ["getTotalNetLimit", 43200000000n],
  ["getAllowHigherLimitForMaxCpuTimeOfOneTx"],
  ["getAllowAssetOptimization"],
  ["getAllowNewReward"],
  ["getMemoFee"],
  ["getAllowDelegateOptimization"],
  ["getUnfreezeDelayDays"],
  ["getAllowOptimizedReturnValueOfChainId", 1n],
  ["getAllowDynamicEnergy"],
  ["getDynamicEnergyThreshold"],
  ["getDynamicEnergyIncreaseFactor"],
  ["getDynamicEnergyMaxFactor"],
  ["getAllowTvmShangHai", 1n],
  ["getAllowCancelAllUnfreezeV2"],
  ["getMaxDelegateLockPeriod", 86400n],
  ["getAllowOldRewardOpt"],
  ["getAllowEnergyAdjustment"],
  ["getMaxCreateAccountTxSize", 1000n],
  ["getAllowStrictMath"],
  ["getConsensusLogicOptimization"],
  ["getAllowTvmCancun", 1n],
  ["getAllowTvmBlob"],
];
