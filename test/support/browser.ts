import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Sizes that pages are looked at in, in CSS pixels. */
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

export type OpenOptions = {
  size?: keyof typeof SIZES;
  colors?: "light" | "dark";
  /** Of the browser, such as `zh-CN`. */
  locale?: string;
  /** What the browser calls itself. */
  userAgent?: string;
};

type OpenedPage = {
  page: Page;
  /** What the page wrote to the console as errors, refusals of the content security policy among them. */
  errors: string[];
};

export type TestBrowser = {
  browser: Browser;
  /** Opens an address in a browser profile of its own. */
  open(url: string, options?: OpenOptions): Promise<OpenedPage>;
  close(): Promise<void>;
};

/** Starts the system's Chromium without a window. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  return {
    browser,
    open: async (url, { size = "desktop", colors = "light", locale = "en-US", userAgent } = {}) => {
      const context = await browser.newContext({
        viewport: SIZES[size],
        colorScheme: colors,
        locale,
        ...(userAgent === undefined ? {} : { userAgent }),
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(url);
      return { page, errors };
    },
    close: () => browser.close(),
  };
}

/** Holds a page to what axe finds serious or critical, and to never scrolling sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(overflow, "how far the page scrolls sideways, in pixels").toBeLessThanOrEqual(0);
}
