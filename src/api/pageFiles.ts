import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** A built file as it is sent: whole, and compressed with Brotli where that was worth it. */
export type PageFile = { type: string; etag: string; content: Buffer; brotli: Buffer | null };

/** The built pages, by their path under dist/web, such as `checkout.html` or `assets/checkout-3fa8.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

async function readPageFile(path: string, type: string): Promise<PageFile> {
  const content = await readFile(path);
  const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  return { type, etag, content, brotli: await readFile(`${path}.br`).catch(() => null) };
}

/**
 * Reads the built pages into memory, so that a build that replaces them never leaves a running server with halves of two.
 * @returns no files where nothing was built.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    const path = join(folder, name);
    if (type !== undefined) files.set(relative(folder, path).replaceAll(sep, "/"), await readPageFile(path, type));
  }
  return files;
}
