import { useQuery } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { unwrap } from "../../lib/api.js";
import { Card } from "../../ui/Card.js";
import { Loading } from "../../ui/Loading.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Facts } from "../frame/Facts.js";
import { Moment } from "../frame/Moment.js";
import { SectionHeading } from "../frame/SectionHeading.js";
import { useText } from "../frame/useText.js";
import { Diff } from "./Diff.js";
import { Source } from "./Source.js";
import { useVersion } from "./useVersion.js";

/** One version of the catalogue: what it changed, and all of it. */
export function VersionPage({ id }: { id: string }) {
  const { api } = useConsole();
  const text = useText();
  const version = useVersion(id);
  const position = version.data?.position;
  const before = useQuery({
    queryKey: ["version before", position],
    queryFn: async () => {
      const query = { cursor: String(position), limit: 1 };
      return (await unwrap(api.GET("/v1/catalog/versions", { params: { query } }))).data[0] ?? null;
    },
    enabled: position !== undefined,
  });
  const previous = useVersion(before.data?.version);
  return (
    <>
      <SectionHeading title={text("console.version.title", { version: id })} />
      {version.isPending && <Loading />}
      {version.isError && <ProblemNotice error={version.error} onRetry={() => void version.refetch()} />}
      {version.isSuccess && (
        <>
          <Card heading={<FormattedMessage id="console.diff.title" />}>
            <Facts
              facts={[
                { label: text("console.version.position"), value: version.data.position },
                { label: text("console.version.published"), value: <Moment at={version.data.publishedAt} /> },
                { label: text("console.version.before"), value: before.data?.version ?? "–" },
              ]}
            />
            {before.data === null && <FormattedMessage id="console.version.first" tagName="p" />}
            {previous.isError && <ProblemNotice error={previous.error} onRetry={() => void previous.refetch()} />}
            {previous.isSuccess && <Diff before={previous.data.source} after={version.data.source} />}
          </Card>
          <Card heading={<FormattedMessage id="console.version.source" />}>
            <Source text={version.data.source} />
          </Card>
        </>
      )}
    </>
  );
}
