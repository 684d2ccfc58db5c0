const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const inline = (text: string) => escapeHtml(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");

/** A block of the page between empty lines: a heading, an example, or a paragraph. */
function blockOf(block: string): string {
  const heading = /^(#{1,2}) (\w+)$/.exec(block);
  if (heading !== null) return `<h${heading[1]?.length} id="${heading[2]}">${heading[2]}</h${heading[1]?.length}>`;
  const example = /^```\w*\n(.*)\n```$/s.exec(block);
  if (example !== null) return `<pre>${escapeHtml(example[1] ?? "")}</pre>`;
  return `<p>${inline(block)}</p>`;
}

/** docs/errors.md for a browser, with an anchor for each code, which is where a problem's `type` points. */
export function errorsPage(markdown: string): string {
  const blocks = markdown.split(/\n{2,}/).filter((block) => block.trim() !== "");
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Coffer: errors</title></head>
<body>
${blocks.map((block) => blockOf(block.trim())).join("\n")}
</body>
</html>
`;
}
