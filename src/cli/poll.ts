const EVERY_MS = 200;
const WITHIN_MS = 60_000;

/** Asks until there is an answer. @throws Error saying what was waited for, after a minute. */
export async function poll<Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> {
  for (const until = Date.now() + WITHIN_MS; Date.now() < until; ) {
    const value = await ask();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`Waited a minute for ${what}; is the store still running?`);
}
