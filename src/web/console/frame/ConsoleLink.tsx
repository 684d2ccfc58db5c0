import type { MouseEvent, ReactNode } from "react";
import { navigate } from "./navigation.js";

type ConsoleLinkProps = { to: string; children: ReactNode; className?: string | undefined; isCurrent?: boolean };

/** A link to a page of the console. Opening it in a new tab works as with any link. */
export function ConsoleLink({ to, children, className, isCurrent = false }: ConsoleLinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} onClick={follow} className={className} {...(isCurrent ? { "aria-current": "page" as const } : {})}>
      {children}
    </a>
  );
}
