/** Says why something is not shown. */
export function Failure({ error }: { error: Error }) {
  return (
    <p className="coffer-error" role="alert">
      {error.message}
    </p>
  );
}
