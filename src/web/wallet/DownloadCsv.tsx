import { useMutation } from "@tanstack/react-query";
import { FormattedMessage } from "react-intl";
import { ApiProblem } from "../lib/problem.js";
import { saveFile } from "../lib/saveFile.js";
import { sessionHeaders } from "../lib/walletSession.js";
import { Button } from "../ui/Button.js";
import { ProblemNotice } from "../ui/ProblemNotice.js";
import { useWalletContext } from "./walletContext.js";

/** Saves all movements as a file. A link could not send the session along, so the file is fetched first. */
export function DownloadCsv() {
  const { walletId, token } = useWalletContext();
  const download = useMutation({
    mutationFn: async () => {
      const reply = await fetch(`/v1/wallets/${walletId}/entries?format=csv`, { headers: sessionHeaders(token) });
      if (!reply.ok) throw new ApiProblem(reply.status, {});
      saveFile(await reply.blob(), `${walletId}.csv`);
    },
  });
  return (
    <>
      <Button size="small" isPending={download.isPending} onPress={() => download.mutate()}>
        <FormattedMessage id="wallet.history.csv" />
      </Button>
      {download.isError && <ProblemNotice error={download.error} />}
    </>
  );
}
