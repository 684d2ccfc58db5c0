import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const WEB = "src/web";

async function readCatalogue(language: string, file: string): Promise<Record<string, string>> {
  const module = (await import(pathToFileURL(join(WEB, "text", language, file)).href)) as Record<
    string,
    Record<string, string>
  >;
  return module[basename(file, ".ts")] ?? {};
}

async function readSources(): Promise<string> {
  const names = await readdir(WEB, { recursive: true });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !name.startsWith("text/"));
  return (await Promise.all(sources.map((name) => readFile(join(WEB, name), "utf8")))).join("\n");
}

/** Arguments of an ICU message: `{fee}` and `{minutes, plural, …}`, not the branches inside. */
function argumentsOf(message: string): string[] {
  const withoutBranches = message.replaceAll(/\{(\w+), (?:plural|select),(?:\s*[\w=]+ \{[^{}]*\})+\s*\}/g, "{$1}");
  return [...new Set([...withoutBranches.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = ""]) => name))].sort();
}

/** Ids that a source builds: `checkout.outcome.${id}.heading` stands for all that fit it. */
function templatesOf(sources: string): RegExp[] {
  return [...sources.matchAll(/`([a-z]+\.[^`]*\$\{[^`]*)`/g)].map(
    ([, template = ""]) => new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/g, "[\\w.]+")}$`),
  );
}

const FILES = await readdir(join(WEB, "text/en"));

it.each(FILES)("%s says the same things in Chinese as in English, with the same figures in them", async (file) => {
  const [english, chinese] = [await readCatalogue("en", file), await readCatalogue("zh", file)];
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  for (const [id, text] of Object.entries(english)) {
    expect([id, argumentsOf(chinese[id] ?? "")]).toEqual([id, argumentsOf(text)]);
  }
});

it("checkout.ts and shared.ts are whole in Arabic too", async () => {
  for (const file of ["checkout.ts", "shared.ts"]) {
    const english = await readCatalogue("en", file);
    expect(Object.keys(await readCatalogue("ar", file)).sort()).toEqual(Object.keys(english).sort());
  }
});

it.each(FILES)("%s has no text that no page shows", async (file) => {
  const sources = await readSources();
  const templates = templatesOf(sources);
  const isShown = (id: string) => sources.includes(`"${id}"`) || templates.some((template) => template.test(id));
  expect(Object.keys(await readCatalogue("en", file)).filter((id) => !isShown(id))).toEqual([]);
});
