import { useMemo } from "react";
import { type Schemas, unwrap } from "../../lib/api.js";
import type { TextId } from "../../text/textIds.js";
import type { NoticeTone } from "../../ui/Notice.js";
import { Badge } from "../frame/Badge.js";
import { useConsole } from "../frame/ConsoleSession.js";
import type { Column } from "../frame/ConsoleTable.js";
import { Identifier } from "../frame/Identifier.js";
import { Moment } from "../frame/Moment.js";
import { PagedTable } from "../frame/PagedTable.js";
import { useText } from "../frame/useText.js";
import { Redeliver } from "./Redeliver.js";
import { Tries } from "./Tries.js";

type Delivery = Schemas["WebhookDelivery"];

const EVERY_MS = 5_000;

const STATES: Record<Delivery["state"], { title: TextId; tone: NoticeTone }> = {
  pending: { title: "console.delivery.pending", tone: "info" },
  delivered: { title: "console.delivery.delivered", tone: "good" },
  failed: { title: "console.delivery.failed", tone: "bad" },
};

/** What was delivered to an endpoint, is to be, or was given up, with every try. */
export function DeliveryTable({ endpointId }: { endpointId: string }) {
  const { api } = useConsole();
  const text = useText();
  const columns = useMemo(
    (): Column<Delivery>[] => [
      { id: "type", header: "console.column.type", cell: ({ eventType }) => <code>{eventType}</code> },
      { id: "event", header: "console.delivery.event", cell: ({ eventId }) => <Identifier text={eventId} /> },
      {
        id: "state",
        header: "console.column.state",
        cell: ({ state }) => <Badge tone={STATES[state].tone}>{text(STATES[state].title)}</Badge>,
      },
      { id: "tries", header: "console.delivery.tries", cell: (delivery) => <Tries delivery={delivery} /> },
      {
        id: "next",
        header: "console.delivery.next",
        cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? "–" : <Moment at={nextAttemptAt} />),
      },
      {
        id: "actions",
        header: "console.column.actions",
        cell: ({ eventId, eventType }) => <Redeliver eventId={eventId} type={eventType} objectId={eventId} />,
      },
    ],
    [text],
  );
  return (
    <PagedTable
      label={text("console.deliveries.title")}
      queryKey={["deliveries", endpointId]}
      fetchPage={(query) => {
        const params = { path: { id: endpointId }, query };
        return unwrap(api.GET("/v1/webhook-endpoints/{id}/deliveries", { params }));
      }}
      columns={columns}
      rowId={({ id }) => id}
      empty={text("console.deliveries.none")}
      everyMs={EVERY_MS}
    />
  );
}
