import { useEffect } from "react";
import { useIntl } from "react-intl";
import type { TextId } from "../text/textIds.js";

/** Names the browser's tab. */
export function useTitle(id: TextId): void {
  const { formatMessage } = useIntl();
  useEffect(() => {
    document.title = formatMessage({ id });
  }, [formatMessage, id]);
}
