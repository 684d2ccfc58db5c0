import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { Notice } from "../../ui/Notice.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { DeliveryTable } from "./DeliveryTable.js";
import { EndpointActions } from "./EndpointActions.js";
import { EndpointState } from "./EndpointState.js";

/** One endpoint and what was delivered to it. */
export function EndpointPage({ id }: { id: string }) {
  const { api } = useConsole();
  const text = useText();
  const endpoint = useQuery({
    queryKey: ["endpoint", id],
    queryFn: () => unwrap(api.GET("/v1/webhook-endpoints/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <SectionHeading title={text("console.endpoint.title")} />
      {endpoint.isPending && <Loading />}
      {endpoint.isError && <ProblemNotice error={endpoint.error} onRetry={() => void endpoint.refetch()} />}
      {endpoint.isSuccess && (
        <>
          <Card heading={endpoint.data.url} actions={<EndpointState endpoint={endpoint.data} />}>
            {endpoint.data.disabledReason !== null && (
              <Notice tone="bad">
                <p lang="en">{endpoint.data.disabledReason}</p>
              </Notice>
            )}
            <Facts
              facts={[
                { label: text("console.column.client"), value: endpoint.data.client },
                { label: text("console.endpoint.events"), value: endpoint.data.events.join(", ") },
                { label: text("console.column.created"), value: <Moment at={endpoint.data.createdAt} /> },
                {
                  label: text("console.endpoint.previousSecret"),
                  value:
                    endpoint.data.previousSecretUntil === null ? (
                      "–"
                    ) : (
                      <Moment at={endpoint.data.previousSecretUntil} />
                    ),
                },
              ]}
            />
            <EndpointActions endpoint={endpoint.data} />
          </Card>
          <Card heading={<FormattedMessage id="console.deliveries.title" />}>
            <DeliveryTable endpointId={id} />
          </Card>
        </>
      )}
    </>
  );
}
