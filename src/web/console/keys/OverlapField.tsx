import { SelectField } from "../../ui/SelectField.js";
import { useText } from "../frame/useText.js";
import { OVERLAPS, type OverlapId } from "./overlaps.js";

type OverlapFieldProps = { value: OverlapId; onChange: (overlap: OverlapId) => void };

/** Asks for how long a secret goes on working beside the new one. */
export function OverlapField({ value, onChange }: OverlapFieldProps) {
  const text = useText();
  return (
    <SelectField
      label={text("console.rotate.overlap")}
      value={value}
      options={OVERLAPS.map(({ id, title }) => ({ value: id, text: text(title) }))}
      onChange={onChange}
    />
  );
}
