import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Button, type ButtonProps } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import { Notice } from "../../ui/Notice.js";
import { ProblemNotice } from "../../ui/ProblemNotice.js";
import { TextField } from "../../ui/TextField.js";
import styles from "./ActionDialog.module.css";
import { Row } from "./Row.js";

export type Action = {
  /** On the button that opens the dialog, and the dialog's title. */
  label: string;
  look?: ButtonProps["look"];
  /** Whether there is a button for it now. What was done stays to be read, though it may not be done again. */
  isOffered?: boolean;
  /** In a table: what it is done to, for who does not see the row. The button is small there and without colour. */
  subject?: string;
  /** What will happen, before it does. */
  consequence: ReactNode;
  /** Why it is done, for the audit record. */
  note: "required" | "optional" | "none";
  /** Fields of its own. */
  fields?: ReactNode;
  /** Whether the fields are filled in. */
  isReady?: boolean;
  /** On the button that does it. */
  confirm: string;
  /** Does it. @returns what was done, in words. */
  run: (note: string) => Promise<ReactNode>;
  /** Says what would be done, and does nothing. */
  rehearsal?: { label: string; run: (note: string) => Promise<ReactNode> };
  onOpen?: () => void;
};

type Step = "rehearse" | "run";

/** A button for something that changes the store: it says what will happen, asks why, does it once, and says what was done. */
export function ActionDialog(action: Action) {
  const {
    label,
    look = "secondary",
    isOffered = true,
    subject,
    consequence,
    note,
    fields,
    isReady = true,
    confirm,
    rehearsal,
  } = action;
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: async (step: Step) => ({
      step,
      said: await (step === "run" ? action.run : (rehearsal?.run ?? action.run))(why.trim()),
    }),
    // Whatever the page shows may be different now.
    onSettled: (_data, _error, step) => (step === "run" ? queries.invalidateQueries() : undefined),
  });
  const open = (): void => {
    act.reset();
    setWhy("");
    action.onOpen?.();
    setOpen(true);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate("run");
  };
  const done = act.data?.step === "run";
  const isFilled = isReady && (note !== "required" || why.trim() !== "");
  return (
    <>
      {isOffered && (
        <Button
          {...(subject === undefined ? { look } : { size: "small" as const, "aria-label": `${label}: ${subject}` })}
          onPress={open}
        >
          {label}
        </Button>
      )}
      <Dialog heading={label} isOpen={isOpen} onClose={() => setOpen(false)}>
        {!done && <div className={styles.text}>{consequence}</div>}
        <form className={styles.form} onSubmit={submit}>
          {!done && fields}
          {!done && note !== "none" && (
            <TextField
              label={<FormattedMessage id={note === "required" ? "console.note" : "console.noteOptional"} />}
              hint={<FormattedMessage id="console.noteHint" />}
              value={why}
              onChange={setWhy}
              maxLength={1000}
              isRequired={note === "required"}
            />
          )}
          {act.isError && <ProblemNotice error={act.error} />}
          {act.data !== undefined && <Notice tone={done ? "good" : "info"}>{act.data.said}</Notice>}
          <Row>
            {!done && (
              <Button
                type="submit"
                look={look === "danger" ? "danger" : "primary"}
                isDisabled={!isFilled}
                isPending={act.isPending && act.variables === "run"}
              >
                {confirm}
              </Button>
            )}
            {!done && rehearsal !== undefined && (
              <Button
                isDisabled={!isFilled}
                isPending={act.isPending && act.variables === "rehearse"}
                onPress={() => act.mutate("rehearse")}
              >
                {rehearsal.label}
              </Button>
            )}
            <Button look="quiet" onPress={() => setOpen(false)}>
              <FormattedMessage id={done ? "shared.close" : "console.cancel"} />
            </Button>
          </Row>
        </form>
      </Dialog>
    </>
  );
}
