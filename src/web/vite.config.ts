import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = fileURLToPath(new URL(".", import.meta.url));
const entry = (name: string) => `${folder}${name}.html`;

/** The pages. `scripts/build-web.mjs` builds them; a new page is a new HTML file here and a line in src/api/pages.ts. */
export default defineConfig({
  root: folder,
  base: "/",
  publicDir: `${folder}public`,
  plugins: [react()],
  build: {
    emptyOutDir: true,
    // A data: URL would be one more source for the content security policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: ["pricing", "checkout", "wallet", "console"].map(entry) },
  },
});
