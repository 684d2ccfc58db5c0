import express from "express";
import swaggerUiFolder from "swagger-ui-dist/absolute-path.js";
import { contentSecurityPolicy } from "./pages.js";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Coffer API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/reference.js"></script>
</body>
</html>
`;

/** Without a validator badge, which would tell another company's server about this one. */
const SCRIPT = `SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const FILES = ["swagger-ui.css", "swagger-ui-bundle.js"];
/** They change with an update of this store only. */
const FOR_AN_HOUR = "public, max-age=3600";

/** Serves the API's reference page at `/docs`: Swagger UI over `/openapi.json`, all of it from this server. */
export function createReferencePage(): express.Router {
  const router = express.Router();
  const policy = contentSecurityPolicy([]);
  router.get("/docs", (_request, response) => {
    response.set({ "Content-Security-Policy": policy, "X-Frame-Options": "DENY" }).type("html").send(PAGE);
  });
  router.get("/docs/reference.js", (_request, response) => {
    response.set("Cache-Control", FOR_AN_HOUR).type("js").send(SCRIPT);
  });
  for (const file of FILES) {
    router.get(`/docs/${file}`, (_request, response) => {
      response.set("Cache-Control", FOR_AN_HOUR).sendFile(file, { root: swaggerUiFolder(), cacheControl: false });
    });
  }
  return router;
}
