import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Button } from "../../ui/Button.js";
import { TextField } from "../../ui/TextField.js";
import { Row } from "./Row.js";

/** Looks for what is written once it is written whole: each search asks the store. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  label: ReactNode;
  value: string;
  onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form onSubmit={submit}>
        <Row>
          <TextField label={label} type="search" value={text} onChange={setText} maxLength={100} />
          <Button type="submit">
            <FormattedMessage id="console.search" />
          </Button>
        </Row>
      </form>
    </search>
  );
}
