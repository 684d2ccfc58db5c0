/** The codes with which a node refuses a transaction, spelt as it spells them. */
export type RefusalCode =
  | "SIGERROR"
  | "DUP_TRANSACTION_ERROR"
  | "TRANSACTION_EXPIRATION_ERROR"
  | "TAPOS_ERROR"
  | "CONTRACT_VALIDATE_ERROR"
  | "BANDWITH_ERROR";

/** A transaction that may not enter the pool or a block; the message is the real node's. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A refusal by the rules of the contract itself: `message` without java-tron's prefix. */
export function contractRefusal(message: string): Refusal {
  return new Refusal("CONTRACT_VALIDATE_ERROR", `Contract validate error : ${message}`);
}
