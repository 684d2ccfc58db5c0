import { useQuery } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import { unwrap } from "../lib/api.js";
import { useFormats } from "../lib/format.js";
import { Card } from "../ui/Card.js";
import { DataTable } from "../ui/DataTable.js";
import { Loading } from "../ui/Loading.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { type ColumnHead, TableHead } from "../ui/TableHead.js";
import styles from "./GrantStack.module.css";
import { type StackedGrant, stackGrants } from "./stackGrants.js";
import { useWalletContext } from "./walletContext.js";

const MOST = 200;

const COLUMNS: readonly ColumnHead[] = [
  { header: "wallet.grants.kind" },
  { header: "wallet.grants.left", isNumeric: true },
  { header: "wallet.grants.ends" },
];

/** The lots side by side, the next to be spent first. The table below says the same in words. */
function Bar({ stack }: { stack: StackedGrant[] }) {
  return (
    <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {stack.map(({ grant, start, length }) => (
        <rect key={grant.id} className={styles[grant.kind]} x={start} width={Math.max(0, length - 0.3)} height="4" />
      ))}
    </svg>
  );
}

function GrantRow({ stacked, isNext }: { stacked: StackedGrant; isNext: boolean }) {
  const { decimal, date } = useFormats();
  const { grant } = stacked;
  return (
    <tr>
      <th scope="row">
        <span className={`${styles.key} ${styles[grant.kind]}`} aria-hidden="true" />
        <FormattedMessage id={`wallet.grant.${grant.kind}`} />
        {isNext && (
          <span className={styles.next}>
            <FormattedMessage id="wallet.grant.next" />
          </span>
        )}
      </th>
      <td data-numeric>
        <FormattedMessage
          id="wallet.grant.left"
          values={{ remaining: decimal(grant.remaining), granted: decimal(grant.granted) }}
        />
      </td>
      <td>
        {grant.expiresAt !== null ? (
          date(grant.expiresAt)
        ) : grant.expiresAfterInactiveDays === null ? (
          <FormattedMessage id="wallet.grant.never" />
        ) : (
          <FormattedMessage id="wallet.grant.inactive" values={{ days: grant.expiresAfterInactiveDays }} />
        )}
      </td>
    </tr>
  );
}

/** What the balance is made of, what is spent next, and what ends when. `version` changes when the wallet does. */
export function GrantStack({ version }: { version: string }) {
  const { api, walletId } = useWalletContext();
  const { formatMessage } = useIntl();
  const grants = useQuery({
    queryKey: ["grants", walletId, version],
    queryFn: () =>
      unwrap(api.GET("/v1/wallets/{id}/grants", { params: { path: { id: walletId }, query: { limit: MOST } } })),
    placeholderData: (previous) => previous,
  });
  if (grants.isPending) return <Loading />;
  if (grants.isError) return <ProblemNotice error={grants.error} onRetry={() => void grants.refetch()} />;
  const { stack } = stackGrants(grants.data.data);
  return (
    <Card heading={<FormattedMessage id="wallet.grants.heading" />}>
      {stack.length === 0 ? (
        <p>
          <FormattedMessage id="wallet.grants.none" />
        </p>
      ) : (
        <>
          <Bar stack={stack} />
          <DataTable label={formatMessage({ id: "wallet.grants.heading" })}>
            <TableHead columns={COLUMNS} />
            <tbody>
              {stack.map((stacked, index) => (
                <GrantRow key={stacked.grant.id} stacked={stacked} isNext={index === 0} />
              ))}
            </tbody>
          </DataTable>
        </>
      )}
    </Card>
  );
}
