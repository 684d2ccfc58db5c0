import { FormattedMessage } from "react-intl";
import { Card } from "../../ui/Card.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { CreateEndpoint } from "./CreateEndpoint.js";
import { EndpointTable } from "./EndpointTable.js";
import { EventTable } from "./EventTable.js";

/** Who is told of what, and what there was to tell. */
export function WebhooksPage() {
  const text = useText();
  return (
    <>
      <SectionHeading title={text("console.webhooks.title")} actions={<CreateEndpoint />} />
      <Card heading={<FormattedMessage id="console.endpoints.title" />}>
        <EndpointTable />
      </Card>
      <Card heading={<FormattedMessage id="console.events.title" />}>
        <EventTable />
      </Card>
    </>
  );
}
