import type { ReactNode } from "react";
import styles from "./CheckboxField.module.css";

type CheckboxFieldProps = { isSelected: boolean; onChange: (isSelected: boolean) => void; children: ReactNode };

/** A yes or no, with its sentence. */
export function CheckboxField({ isSelected, onChange, children }: CheckboxFieldProps) {
  return (
    <label className={styles.field}>
      <input type="checkbox" checked={isSelected} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
