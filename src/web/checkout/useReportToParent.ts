import { useEffect } from "react";
import type { Report } from "../embed/report.js";
import type { Checkout } from "./checkout.js";

/** Where the shop's page said that it is; the browser delivers what we post to that origin and no other. */
function readParentOrigin(): string | null {
  const asked = new URLSearchParams(location.search).get("embed");
  return window.parent === window || asked === null || !URL.canParse(asked) ? null : new URL(asked).origin;
}

function post(report: Report, origin: string): void {
  window.parent.postMessage(report, origin);
}

/** Tells the shop's page around us how the checkout stands and how tall the page is. Only allowed origins can frame us. */
export function useReportToParent({ id, status, creditsGranted }: Checkout): void {
  useEffect(() => {
    const origin = readParentOrigin();
    if (origin === null) return;
    post({ source: "coffer", type: "status", checkoutId: id, status, creditsGranted }, origin);
  }, [id, status, creditsGranted]);

  useEffect(() => {
    const origin = readParentOrigin();
    if (origin === null) return;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      post({ source: "coffer", type: "resize", checkoutId: id, height }, origin);
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [id]);
}
