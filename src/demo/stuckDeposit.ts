import { waitFor } from "./apiCaller.js";
import { open, openWallet, pay, read, type Scene } from "./buyers.js";

type Retry = { outcome: string; explanation: string };
type StuckDeposit = { stuckReason: string; explanation: string };

/** The database refuses the grants of one wallet until the returned function is called. */
async function stageFault({ demo }: Scene, walletId: string): Promise<() => Promise<void>> {
  const { pool } = demo.store.database;
  await pool.query(`CREATE FUNCTION staged_fault() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a fault staged by the demo'; END $$`);
  await pool.query(`CREATE TRIGGER staged_fault BEFORE INSERT ON grants FOR EACH ROW
    WHEN (NEW.wallet_id = '${walletId}') EXECUTE FUNCTION staged_fault()`);
  return async () => {
    await pool.query("DROP TRIGGER staged_fault ON grants; DROP FUNCTION staged_fault()");
  };
}

/** A payment whose crediting keeps failing gets stuck; an operator looks, tries without effect, then retries. */
export async function retryStuckDeposit(scene: Scene): Promise<void> {
  const { api, say } = scene;
  const walletId = await openWallet(scene, "stuck");
  const checkout = await open(scene, walletId, "tron");
  const mend = await stageFault(scene, walletId);
  await pay(scene, checkout, "tron", "10");
  const { deposits } = await waitFor(
    "the deposit to get stuck",
    () => read(scene, checkout.id),
    (now) => now.deposits[0]?.status === "stuck",
  );
  const id = deposits[0]?.id ?? "";
  const stuck = await api.get<StuckDeposit>("operator", `/v1/deposits/${id}`);
  say(`tron: stuck (${stuck.stuckReason}): ${stuck.explanation}`);
  await mend();
  const dry = await api.post<Retry>("operator", `/v1/deposits/${id}/retry`, {
    note: "the fault is mended",
    dryRun: true,
  });
  say(`operator, dry run: ${dry.explanation}`);
  const done = await api.post<Retry>("operator", `/v1/deposits/${id}/retry`, { note: "the fault is mended" });
  say(`operator, retry: ${done.explanation}`);
  if (done.outcome !== "credited") throw new Error(`The retry ended as ${done.outcome}.`);
}
