/** No event tells when the browser has read the file, and a slow disk or a question where to put it takes a while. */
const READ_BY_THEN_MS = 60_000;

/** Has the browser save a file under this name, as after a press on a link to it. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  // Some browsers follow only links that are on the page.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), READ_BY_THEN_MS);
}
