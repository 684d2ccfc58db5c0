import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { PNG } from "pngjs";

export type Drawing = { prompt: string; width: number; height: number };

/** Rows that are drawn before the work looks up, to see whether it should go on. */
const ROWS_AT_ONCE = 64;

/** Colours and waves that depend on nothing but the prompt. */
function brushOf(prompt: string): (x: number, y: number) => [red: number, green: number, blue: number] {
  const bytes = createHash("sha256").update(prompt).digest();
  const wave = (index: number, along: number) =>
    Math.sin(along * ((bytes[index] ?? 0) / 24 + 1) + (bytes[index + 1] ?? 0));
  const shade = (value: number) => Math.round(127 + 127 * value);
  return (x, y) => [shade(wave(0, x) * wave(2, y)), shade(wave(4, x + y)), shade(wave(6, x - y) * wave(8, y))];
}

/**
 * Stands in for a model: draws a PNG of this size, the same one for the same prompt.
 * @throws Error for the prompt `crash`, as a model does now and then; the signal's reason when it is aborted.
 */
export async function drawImage({ prompt, width, height }: Drawing, signal: AbortSignal): Promise<Buffer> {
  if (prompt === "crash") throw new Error("The model ran out of memory.");
  const image = new PNG({ width, height });
  const brush = brushOf(prompt);
  for (let y = 0; y < height; y += 1) {
    if (y % ROWS_AT_ONCE === 0) await pause(0, undefined, { signal });
    for (let x = 0; x < width; x += 1) {
      image.data.set([...brush((x / width) * 6, (y / height) * 6), 255], (y * width + x) * 4);
    }
  }
  return PNG.sync.write(image);
}
