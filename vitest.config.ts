import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/globalSetup.ts"],
    // How long a machine with other work may take; what hangs fails all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A busy machine takes longer than the second that polling has by default.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 3,
  },
});
