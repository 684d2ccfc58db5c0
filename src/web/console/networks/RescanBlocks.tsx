import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { type Schemas, unwrap } from "../../lib/api.js";
import { TextField } from "../../ui/TextField.js";
import { networkName } from "../deposits/words.js";
import { ActionDialog } from "../frame/ActionDialog.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { Row } from "../frame/Row.js";
import { useText } from "../frame/useText.js";

/** The API reads so many at once, at most. */
const BLOCKS_MAX = 500;

const isHeight = (text: string) => /^\d{1,9}$/.test(text.trim());

/** Reads blocks again that were scanned, and records what was missed in them. */
export function RescanBlocks({ network: { id, cursor } }: { network: Schemas["NetworkStatus"] }) {
  const { api } = useConsole();
  const text = useText();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const suggest = (): void => {
    setTo(cursor === null ? "" : String(cursor));
    setFrom(cursor === null ? "" : String(Math.max(0, cursor - BLOCKS_MAX + 1)));
  };
  return (
    <ActionDialog
      label={text("console.rescan.label", { network: networkName(id) })}
      consequence={
        <p>
          <FormattedMessage id="console.rescan.consequence" values={{ most: BLOCKS_MAX }} />
        </p>
      }
      onOpen={suggest}
      fields={
        <Row>
          <TextField
            label={text("console.rescan.from")}
            inputMode="numeric"
            value={from}
            onChange={setFrom}
            isRequired
          />
          <TextField label={text("console.rescan.to")} inputMode="numeric" value={to} onChange={setTo} isRequired />
        </Row>
      }
      isReady={isHeight(from) && isHeight(to)}
      note="optional"
      confirm={text("console.rescan.confirm")}
      run={async (note) => {
        const body = { fromBlock: Number(from), toBlock: Number(to), ...(note === "" ? {} : { note }) };
        const call = api.POST("/v1/networks/{network}/rescan", { params: { path: { network: id } }, body });
        const { found, recorded } = await unwrap(call);
        return (
          <>
            <p>
              <FormattedMessage id="console.rescan.done" values={{ found, recorded: recorded.length }} />
            </p>
            {recorded.map((deposit) => (
              <ConsoleLink key={deposit} to={`/console/deposits/${deposit}`}>
                {deposit}
              </ConsoleLink>
            ))}
          </>
        );
      }}
    />
  );
}
