import express from "express";
import type { PageFile, PageFiles } from "./pageFiles.js";

/** Which HTML file answers which paths, and whether a shop may show it in a frame. */
const PAGES = [
  { paths: ["/pricing"], file: "pricing.html", embeddable: false },
  { paths: ["/checkout/:id"], file: "checkout.html", embeddable: true },
  { paths: ["/wallet"], file: "wallet.html", embeddable: false },
  { paths: ["/console", "/console/*rest"], file: "console.html", embeddable: false },
] as const;

/** Their names change with what is in them. */
const FOR_EVER = "public, max-age=31536000, immutable";
const ASK_EACH_TIME = "no-cache";

/** Everything a page loads comes from this server, as a file: no script or style may stand in the HTML itself. */
export function contentSecurityPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(" ")}`,
    "base-uri 'none'",
  ].join("; ");
}

function send(request: express.Request, response: express.Response, file: PageFile, cacheControl: string): void {
  response.set({ "Content-Type": file.type, ETag: file.etag, "Cache-Control": cacheControl, Vary: "Accept-Encoding" });
  const brotli = request.acceptsEncodings("br") === "br" ? file.brotli : null;
  if (request.fresh) response.status(304).end();
  else if (brotli === null) response.send(file.content);
  else response.set("Content-Encoding", "br").send(brotli);
}

/**
 * Serves the built pages and what they load.
 * @param embedOrigins origins whose pages may show a checkout in a frame.
 */
export function createPages(files: PageFiles, embedOrigins: readonly string[]): express.Router {
  const router = express.Router({ strict: false });
  for (const { paths, file, embeddable } of PAGES) {
    const policy = contentSecurityPolicy(embeddable ? embedOrigins : []);
    router.get([...paths], (request, response) => {
      const page = files.get(file);
      response.set("Content-Security-Policy", policy);
      // Older browsers know only this header, which cannot name an origin.
      if (embeddable && embedOrigins.length > 0) response.removeHeader("X-Frame-Options");
      else response.set("X-Frame-Options", "DENY");
      if (page !== undefined) return send(request, response, page, ASK_EACH_TIME);
      response.status(503).set("Retry-After", "10").type("text/plain");
      response.send("The pages are not built. Run `npm run build:web` and start the store again.\n");
    });
  }
  router.get("/", (_request, response) => response.redirect("/pricing"));
  router.get("/assets/*name", (request, response, next) => {
    const file = files.get(request.path.slice(1));
    if (file === undefined) next();
    else send(request, response, file, FOR_EVER);
  });
  router.get(["/theme.js", "/icon.svg"], (request, response, next) => {
    const file = files.get(request.path.slice(1));
    if (file === undefined) next();
    else send(request, response, file, ASK_EACH_TIME);
  });
  router.get("/embed.js", (request, response, next) => {
    const file = files.get("embed.js");
    // Shops load it into pages of their own origin.
    response.set("Cross-Origin-Resource-Policy", "cross-origin");
    if (file === undefined) next();
    else send(request, response, file, ASK_EACH_TIME);
  });
  return router;
}
