import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";

const FOLDER = "docs/images";
/** What a clone and a reader's page have to carry for each, in bytes. */
const PICTURE_MAX = 300_000;

const pictures = readdirSync(FOLDER);

it.each(pictures)("%s of docs/images is below 300 kB", (name) => {
  expect(statSync(`${FOLDER}/${name}`).size).toBeLessThan(PICTURE_MAX);
});

it("docs/images has the pictures that the README shows, and no other", () => {
  const shown = [...readFileSync("README.md", "utf8").matchAll(/\]\(docs\/images\/([^)]+)\)/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.toSorted()).toEqual(pictures.toSorted());
});
