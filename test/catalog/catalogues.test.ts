import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkCatalog } from "../../src/catalog/check.js";
import { catalogFile } from "./catalogFile.js";

const names = readdirSync(new URL("../../catalogs", import.meta.url)).map((file) => file.replace(/\.yaml$/, ""));

/** Their figures are looked for in what the API answers: test/api/catalogues.test.ts. */
describe("the ready-made catalogues", () => {
  test("are the twelve known systems and the default", () => {
    const known =
      "artifio candy-ai claude credyt crushon-ai default dreamgf gemini gpt kupid-ai spicychat tensor-art usdt-image-shop";
    expect(names.sort()).toEqual(known.split(" "));
  });

  test.each(names)("%s does not contradict itself", (name) => {
    expect(checkCatalog(catalogFile(name))).toEqual([]);
  });
});
