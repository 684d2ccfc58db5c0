import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import styles from "./Field.module.css";

export type TextFieldProps = Omit<AriaTextFieldProps, "className" | "style" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** Why what stands in it will not do; shown in place of the hint. */
  error?: ReactNode;
  /** Lines of a text area; a single line where left out. */
  rows?: number;
};

/** A field of text with its label, a hint, and what is wrong with what was written. */
export function TextField({ label, hint, error, rows, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className={styles.field ?? ""} isInvalid={error !== undefined}>
      <Label className={styles.label ?? ""}>{label}</Label>
      {rows === undefined ? (
        <Input className={styles.input ?? ""} />
      ) : (
        <TextArea className={styles.input ?? ""} rows={rows} />
      )}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}
