import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { HeadCard } from "./HeadCard.js";
import { VerifyCard } from "./VerifyCard.js";

/** Whether the ledger adds up, and the head of its hash chain. */
export function LedgerPage() {
  const text = useText();
  return (
    <>
      <SectionHeading title={text("console.ledger.title")} />
      <VerifyCard />
      <HeadCard />
    </>
  );
}
