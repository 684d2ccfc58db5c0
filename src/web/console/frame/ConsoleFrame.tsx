import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { Button } from "../../ui/Button.js";
import { PageFrame } from "../../ui/PageFrame.js";
import { Toasts } from "../../ui/Toasts.js";
import styles from "./ConsoleFrame.module.css";
import { ConsoleLink } from "./ConsoleLink.js";
import { useConsole } from "./ConsoleSession.js";
import { navigate } from "./navigation.js";
import { SECTIONS, type SectionId } from "./sections.js";
import { useText } from "./useText.js";

/** What surrounds each page of the console: its parts, who is logged in, and the way out. */
export function ConsoleFrame({ current, children }: { current: SectionId | null; children: ReactNode }) {
  const { session, logOut } = useConsole();
  const text = useText();
  const leave = (): void => {
    navigate("/console", { replace: true });
    void logOut();
  };
  return (
    <PageFrame heading={<FormattedMessage id="console.title" />} width="wide">
      <div className={styles.columns}>
        <nav className={styles.navigation} aria-label={text("console.navigation")}>
          <ul>
            {SECTIONS.map(({ id, path, title }) => (
              <li key={id}>
                <ConsoleLink to={path} className={styles.link} isCurrent={id === current}>
                  <FormattedMessage id={title} />
                </ConsoleLink>
              </li>
            ))}
            <li>
              <a className={styles.link} href="/console/queues">
                <FormattedMessage id="console.queues.title" />
              </a>
            </li>
          </ul>
          <div className={styles.operator}>
            <p>
              <FormattedMessage id="console.loggedInAs" values={{ client: session.client }} />
            </p>
            <Button size="small" onPress={leave}>
              <FormattedMessage id="console.logOut" />
            </Button>
          </div>
        </nav>
        <div className={styles.content}>{children}</div>
      </div>
      <Toasts />
    </PageFrame>
  );
}
