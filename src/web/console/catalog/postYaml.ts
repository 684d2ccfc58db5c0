/** How a catalogue's text is sent: as it is, not as JSON. */
export function postYaml(source: string) {
  return {
    body: source,
    bodySerializer: () => source,
    headers: { "Content-Type": "application/yaml" },
  };
}
