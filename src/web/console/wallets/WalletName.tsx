import { useQuery } from "@tanstack/react-query";
import { unwrap } from "../../lib/api.js";
import { ConsoleLink } from "../frame/ConsoleLink.js";
import { useConsole } from "../frame/ConsoleSession.js";
import { useText } from "../frame/useText.js";

/** A wallet by what the shop calls it, linked to its page. */
export function WalletName({ id }: { id: string }) {
  const { api } = useConsole();
  const text = useText();
  const wallet = useQuery({
    queryKey: ["wallet", id],
    queryFn: () => unwrap(api.GET("/v1/wallets/{id}", { params: { path: { id } } })),
  });
  if (wallet.isError) return <span>{text("console.wallet.unknown", { id })}</span>;
  const { name, externalId } = wallet.data ?? { name: null, externalId: null };
  const known = [name, externalId].filter((each) => each !== null).join(" · ");
  return (
    <>
      {known !== "" && <span>{known} </span>}
      <ConsoleLink to={`/console/wallets/${id}`}>{id}</ConsoleLink>
    </>
  );
}
