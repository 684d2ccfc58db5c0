import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import styles from "./Button.module.css";
import { classNames } from "./classNames.js";

export type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> & {
  children: ReactNode;
  /** `primary` is the one thing to do on a screen; `danger` cannot be taken back; `quiet` has no frame. */
  look?: "primary" | "secondary" | "quiet" | "danger";
  size?: "small" | "medium" | "large";
};

/** A button. `isPending` says that its work is under way and keeps it from being pressed again. */
export function Button({ look = "secondary", size = "medium", children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames(styles.button, styles[look], styles[size])}>
      {children}
    </AriaButton>
  );
}
