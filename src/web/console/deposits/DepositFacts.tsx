import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { unwrap } from "../../lib/api.js";
import { useFormats } from "../../lib/format.js";
import { CopyButton } from "../../ui/CopyButton.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { useText } from "../frame/useText.js";
import { WalletName } from "../wallets/WalletName.js";
import styles from "./DepositFacts.module.css";
import { ExplorerLink } from "./ExplorerLink.js";
import { type Deposit, networkName } from "./words.js";

const orNone = (at: string | null): ReactNode => (at === null ? "–" : <Moment at={at} />);

/** All that is known of a deposit, with links to where the chain itself can be looked at. */
export function DepositFacts({ deposit }: { deposit: Deposit }) {
  const { api } = useConsole();
  const text = useText();
  const formats = useFormats();
  const networks = useQuery({ queryKey: ["networks"], queryFn: () => unwrap(api.GET("/v1/networks")) });
  const explorer = networks.data?.data.find(({ id }) => id === deposit.network)?.explorer ?? null;
  const { txHash, to, from, contract, blockNumber, blockHash, token, amount, checkoutId, walletId } = deposit;
  const facts = [
    { label: text("console.column.amount"), value: token === "USDT" ? formats.usdt(amount) : formats.decimal(amount) },
    { label: text("console.column.credits"), value: formats.decimal(deposit.credits) },
    { label: text("console.column.network"), value: networkName(deposit.network) },
    {
      label: text("console.column.transaction"),
      value: (
        <span className={styles.value}>
          <ExplorerLink base={explorer?.transaction} text={txHash} />
          <CopyButton text={txHash} label={text("console.copyTransaction")} />
        </span>
      ),
    },
    { label: text("console.deposit.position"), value: deposit.logPosition },
    { label: text("console.deposit.to"), value: <ExplorerLink base={explorer?.address} text={to} /> },
    { label: text("console.deposit.from"), value: <ExplorerLink base={explorer?.address} text={from} /> },
    { label: text("console.deposit.contract"), value: <ExplorerLink base={explorer?.address} text={contract} /> },
    { label: text("console.deposit.block"), value: <ExplorerLink base={explorer?.block} text={String(blockNumber)} /> },
    { label: text("console.deposit.blockHash"), value: <code>{blockHash}</code> },
    { label: text("console.column.wallet"), value: <WalletName id={walletId} /> },
    {
      label: text("console.column.checkout"),
      value:
        checkoutId === null ? (
          "–"
        ) : (
          <ConsoleLink to={`/console/checkouts?search=${checkoutId}`}>{checkoutId}</ConsoleLink>
        ),
    },
    { label: text("console.column.detected"), value: orNone(deposit.detectedAt) },
    { label: text("console.deposit.final"), value: orNone(deposit.finalAt) },
    { label: text("console.deposit.credited"), value: orNone(deposit.creditedAt) },
    { label: text("console.deposit.attempts"), value: deposit.attempts },
    { label: text("console.deposit.lastError"), value: <span lang="en">{deposit.lastError ?? "–"}</span> },
  ];
  return <Facts facts={facts} />;
}
