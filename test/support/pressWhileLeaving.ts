import type { Locator } from "playwright-core";

/**
 * Presses a button that leads to a checkout, and again while the checkout's page has not answered, as a double press does.
 * The buyer then stays on the page, and is told so as after coming back.
 */
export async function pressWhileLeaving(button: Locator): Promise<void> {
  const page = button.page();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/checkout/*", (route) => answered.then(() => route.fulfill({ status: 204 })));
  const leaving = page.waitForRequest("**/checkout/*");
  await button.click();
  await leaving;
  await page.waitForTimeout(150);
  // Locators wait until the page has been left; the mouse is still over the button.
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForTimeout(150);
  answer();
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
}
