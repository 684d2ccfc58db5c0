import { FormattedMessage } from "react-intl";
import { Card } from "../../ui/Card.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { ClientTable } from "./ClientTable.js";
import { CreateKey } from "./CreateKey.js";
import { KeyTable } from "./KeyTable.js";

/** Who may call the API, and by which keys. */
export function KeysPage() {
  const text = useText();
  return (
    <>
      <SectionHeading title={text("console.keys.title")} actions={<CreateKey />} />
      <Card>
        <KeyTable />
      </Card>
      <Card heading={<FormattedMessage id="console.clients.title" />}>
        <ClientTable />
      </Card>
    </>
  );
}
