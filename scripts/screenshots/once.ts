import type { Stage } from "./pictures.js";

/** Makes what a picture needs once, however many are taken of it. */
export function once<Made>(make: (stage: Stage) => Promise<Made>): (stage: Stage) => Promise<Made> {
  let made: Promise<Made> | undefined;
  return (stage) => {
    made ??= make(stage);
    return made;
  };
}
