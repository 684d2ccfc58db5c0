/** Where a catalogue contradicts itself, and how. */
export type Contradiction = { path: string; message: string };
