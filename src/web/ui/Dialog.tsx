import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import styles from "./Dialog.module.css";

type DialogProps = {
  heading: ReactNode;
  isOpen: boolean;
  /** Called when it is dismissed: by Escape, or by a press outside. */
  onClose: () => void;
  children: ReactNode;
};

/** A window over the page that asks for a decision; the page behind waits. */
export function Dialog({ heading, isOpen, onClose, children }: DialogProps) {
  return (
    <ModalOverlay className={styles.overlay ?? ""} isOpen={isOpen} isDismissable onOpenChange={onClose}>
      <Modal className={styles.modal ?? ""}>
        <AriaDialog className={styles.dialog ?? ""}>
          <Heading slot="title" level={2}>
            {heading}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
