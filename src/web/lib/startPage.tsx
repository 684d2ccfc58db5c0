import "../ui/tokens.css";
import "../ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "./ErrorBoundary.js";
import type { PageTexts } from "./pageTexts.js";
import { isWorthRetrying } from "./problem.js";
import { TextProvider } from "./TextProvider.js";

const RETRIES = 3;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < RETRIES && isWorthRetrying(error), refetchOnWindowFocus: true },
    },
  });
}

/** Draws a page into its HTML file: texts, data and what is shown when it breaks are set up around `page`. */
export function startPage({ page, texts }: { page: ReactNode; texts: PageTexts }): void {
  const element = document.getElementById("page");
  if (element === null) throw new Error("The HTML file has no element with the id page.");
  createRoot(element).render(
    <StrictMode>
      <TextProvider texts={texts}>
        <ErrorBoundary>
          <QueryClientProvider client={createQueryClient()}>{page}</QueryClientProvider>
        </ErrorBoundary>
      </TextProvider>
    </StrictMode>,
  );
}
