import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { TextId } from "../../text/textIds.js";

/** Writes a text of the catalogue as one string, for where no element can stand. */
export function useText(): (id: TextId, values?: Record<string, string | number>) => string {
  const { formatMessage } = useIntl();
  return useCallback((id, values) => formatMessage({ id }, values), [formatMessage]);
}
