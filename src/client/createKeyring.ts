/**
 * Makes calls under keys that last until they succeed: repeated before that, whether by a second press or because nobody
 * knows what became of it, it is the same call; after that it is a new one.
 */
export type Keyring = <Data>(name: string, call: (idempotencyKey: string) => Promise<Data>) => Promise<Data>;

export function createKeyring(): Keyring {
  const keys = new Map<string, string>();
  return async (name, call) => {
    const key = keys.get(name) ?? crypto.randomUUID();
    keys.set(name, key);
    const data = await call(key);
    if (keys.get(name) === key) keys.delete(name);
    return data;
  };
}
