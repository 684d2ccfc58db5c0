import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, type TestBrowser } from "../support/browser.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;
let browser: TestBrowser;

beforeAll(async () => {
  [api, browser] = await Promise.all([startApi(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

/** The whole reference is some thousand elements; a busy machine takes its time. */
describe("/docs", { timeout: 240_000 }, () => {
  it("shows the reference in a browser, with nothing from elsewhere and nothing refused by its policy", async () => {
    const hosts = new Set<string>();
    const { page, errors } = await browser.open("about:blank");
    page.setDefaultTimeout(100_000);
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    const response = await page.goto(`${api.url}/docs`);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    await page.getByRole("heading", { name: /^Coffer/ }).waitFor();
    await page.getByText("/v1/holds/{id}/capture").click();
    await page.getByText("Spend a hold, whole or in part; the rest is released").waitFor();
    await page.getByText("hold_not_open: The hold is not open.").first().waitFor();
    expect([...hosts].filter((host) => host.startsWith("http"))).toEqual([api.url]);
    expect(errors.filter((error) => !error.includes("icon.svg") && !error.includes("404"))).toEqual([]);
  });

  it("lets one make a call from it", async () => {
    const { page } = await browser.open(`${api.url}/docs#/Operations/getHealthz`);
    await page.getByRole("button", { name: "Try it out" }).click();
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText('"ok": true').first().waitFor();
  });
});

describe("/docs/errors", () => {
  it("shows a browser the code that a problem's type points to, and everything else the text", async () => {
    const { page } = await browser.open(`${api.url}/docs/errors#insufficient_credits`);
    expect(await page.locator(":target").textContent()).toBe("insufficient_credits");
    expect(await page.locator(":target + p").textContent()).toMatch(/^402\. The wallet has fewer credits/);
    expect(await page.locator("pre").textContent()).toContain('"code": "insufficient_credits"');
    const plain = await api.call("GET /docs/errors");
    expect(plain.headers.get("Content-Type")).toBe("text/markdown; charset=utf-8");
  });
});
