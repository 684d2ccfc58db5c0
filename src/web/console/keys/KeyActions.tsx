import { Row } from "../frame/Row.js";
import { RevokeKey } from "./RevokeKey.js";
import { RotateKey } from "./RotateKey.js";
import type { Key } from "./words.js";

/** What can be done with a key that is still in use. */
export function KeyActions({ apiKey }: { apiKey: Key }) {
  const isOver = apiKey.revokedAt !== null || (apiKey.expiresAt !== null && new Date(apiKey.expiresAt) <= new Date());
  return (
    <Row>
      <RotateKey apiKey={apiKey} isOffered={!isOver} />
      <RevokeKey apiKey={apiKey} isOffered={!isOver} />
    </Row>
  );
}
