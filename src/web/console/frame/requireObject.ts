/** What a route answered as JSON that can answer as a file too. @throws TypeError when it is a file. */
export function requireObject<Data>(data: Data): Exclude<Data, string> {
  if (typeof data === "string") throw new TypeError("The store answered with a file where JSON was asked for.");
  return data as Exclude<Data, string>;
}
