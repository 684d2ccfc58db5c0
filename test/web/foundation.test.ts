import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, startBrowser, type TestBrowser } from "../support/browser.js";
import { type Coffer, createDataDirectory, startCoffer } from "../support/coffer.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;
let browser: TestBrowser;

beforeAll(async () => {
  data = await createDataDirectory();
  [coffer, browser] = await Promise.all([
    startCoffer("src/main.ts", { DATA_DIR: data.path, PORT: "0", LOG_LEVEL: "warn" }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await coffer.stop();
  await data.remove();
});

const PATHS = ["/pricing", "/checkout/chk_none", "/wallet", "/console", "/console/deposits"];

describe("a page", () => {
  it.each(PATHS)("%s answers under a policy that allows no inline script and no other server", async (path) => {
    const reply = await fetch(`${coffer.url}${path}`);
    expect(reply.status).toBe(200);
    const policy = reply.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(reply.headers.get("Cache-Control")).toBe("no-cache");
    expect(await reply.text()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/);
  });

  it("is not sent again while it is unchanged, and what it loads is kept for ever", async () => {
    const first = await fetch(`${coffer.url}/pricing`);
    const etag = first.headers.get("ETag") ?? "";
    const again = await fetch(`${coffer.url}/pricing`, {
      headers: { "If-None-Match": etag, "Cache-Control": "max-age=0" },
    });
    expect(again.status).toBe(304);
    const [, script = ""] = /src="(\/assets\/[^"]+\.js)"/.exec(await first.text()) ?? [];
    const asset = await fetch(`${coffer.url}${script}`, { headers: { "Accept-Encoding": "br" } });
    expect(asset.headers.get("Cache-Control")).toContain("immutable");
    expect(asset.headers.get("Content-Encoding")).toBe("br");
    expect((await fetch(`${coffer.url}/assets/none.js`)).status).toBe(404);
  });

  it("keeps the language and the colours that were chosen, and follows the browser's before", async () => {
    const { page, errors } = await browser.open(`${coffer.url}/pricing`, { locale: "zh-CN", colors: "dark" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    const readDocument = () =>
      page.evaluate(
        "[document.documentElement.lang, document.documentElement.dir, document.body.computedStyleMap().get('background-color').toString()]",
      );
    expect(await readDocument()).toEqual(["zh", "ltr", "rgb(14, 18, 20)"]);
    await page.getByRole("banner").getByRole("combobox").selectOption("ar");
    await expect.poll(readDocument).toEqual(["ar", "rtl", "rgb(14, 18, 20)"]);
    await page.getByRole("button", { name: "ألوان فاتحة" }).click();
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await readDocument()).toEqual(["ar", "rtl", "rgb(246, 247, 248)"]);
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });
});
