import { FormattedMessage } from "react-intl";
import { Card } from "../../ui/Card.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { PublishCatalog } from "./PublishCatalog.js";
import { VersionTable } from "./VersionTable.js";

/** What is sold and for how much: every version there was, and the next one. */
export function CatalogPage() {
  const text = useText();
  return (
    <>
      <SectionHeading title={text("console.catalog.title")} />
      <Card heading={<FormattedMessage id="console.versions.title" />}>
        <VersionTable />
      </Card>
      <Card heading={<FormattedMessage id="console.publish.title" />}>
        <PublishCatalog />
      </Card>
    </>
  );
}
