import { FormattedMessage } from "react-intl";
import { Card } from "../../ui/Card.js";
import { navigate, useLocation } from "../frame/navigation.js";
import { SearchField } from "../frame/SearchField.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { AuditTable } from "./AuditTable.js";

/** Everything that operators did, or what was done to one object. */
export function AuditPage() {
  const text = useText();
  const objectId = useLocation().searchParams.get("object") ?? "";
  const search = (found: string): void => {
    navigate(`/console/audit${found === "" ? "" : `?${new URLSearchParams({ object: found })}`}`, { replace: true });
  };
  return (
    <>
      <SectionHeading title={text("console.audit.title")} />
      <Card>
        <SearchField label={<FormattedMessage id="console.audit.search" />} value={objectId} onSearch={search} />
        <AuditTable {...(objectId === "" ? {} : { objectId })} />
      </Card>
    </>
  );
}
