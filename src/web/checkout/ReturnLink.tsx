import { Link } from "react-aria-components/Link";
import { FormattedMessage } from "react-intl";
import styles from "./ReturnLink.module.css";

/** The way back to the shop, where it said where that is; out of a frame too. */
export function ReturnLink({ returnUrl, isDone = false }: { returnUrl: string | null; isDone?: boolean }) {
  if (returnUrl === null) return null;
  return (
    <Link href={returnUrl} target="_top" rel="noreferrer" className={(isDone ? styles.done : styles.back) ?? ""}>
      <FormattedMessage id="checkout.return" />
    </Link>
  );
}
