import { Component, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { Notice } from "../ui/Notice.js";

/** Says that the page broke, in place of a blank one. The browser's console has the error. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broke: boolean }> {
  override state = { broke: false };

  static getDerivedStateFromError(): { broke: boolean } {
    return { broke: true };
  }

  override render(): ReactNode {
    if (!this.state.broke) return this.props.children;
    return (
      <Notice tone="bad" heading={<FormattedMessage id="shared.error.title" />}>
        <p>
          <FormattedMessage id="shared.error.unexpected" />
        </p>
      </Notice>
    );
  }
}
