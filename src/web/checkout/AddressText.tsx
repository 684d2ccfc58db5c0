import styles from "./AddressText.module.css";

/** People compare the end of an address with what their wallet shows. */
const SET_OFF = 6;

/** An address in full, its last six characters set off; always written from left to right. */
export function AddressText({ address }: { address: string }) {
  return (
    <bdi className={styles.address} dir="ltr" data-address={address}>
      {address.slice(0, -SET_OFF)}
      <strong className={styles.end}>{address.slice(-SET_OFF)}</strong>
    </bdi>
  );
}
