// The arrows between folders, as docs/architecture.md draws them. A folder may import itself and what its row names;
// types count too. `npm run check` fails on any other import.

/** @type {Record<string, string[]>} folder → what it may import beside itself */
const arrows = {
  "src/lib": [],
  // What others install: it stands alone.
  "src/client": [],
  "src/db": ["src/lib"],
  "src/chains": ["src/lib"],
  "src/catalog": ["src/lib"],
  "src/embedded": ["src/lib"],
  "src/ledger": ["src/lib", "src/db"],
  "src/webhooks": ["src/lib", "src/db"],
  "src/spend": ["src/lib", "src/db", "src/ledger", "src/catalog"],
  "src/checkout": ["src/lib", "src/db", "src/ledger", "src/chains", "src/catalog"],
  "src/deposits": ["src/lib", "src/db", "src/ledger", "src/chains", "src/catalog", "src/checkout"],
  // The pages know of the API what its clients know.
  "src/web": ["src/client"],
  "src/react": ["src/client"],
  "src/tracing": ["src/lib", "src/db"],
  // Types of chains only; it reads the tables that checkouts, deposits and the ledger write.
  "src/metrics": ["src/lib", "src/db", "src/chains", "src/checkout", "src/deposits"],
  // Only the types of chains: the API shows what the tables say and never asks a node by itself.
  "src/api": [
    "src/lib",
    "src/db",
    "src/ledger",
    "src/catalog",
    "src/checkout",
    "src/deposits",
    "src/spend",
    "src/webhooks",
  ],
};

const pattern = (folder) => `^${folder}/`;

const folderRules = Object.entries(arrows).map(([folder, allowed]) => ({
  name: `${folder.replace("src/", "")}-imports-only-what-stands-above-it`,
  comment: `${folder} may import ${allowed.join(", ") || "nothing of ours"}.`,
  severity: "error",
  from: { path: pattern(folder) },
  to: {
    path: "^(src|workers|test|bench|scripts)/",
    pathNot: [folder, ...allowed].map(pattern).concat(folder === "src/api" ? ["^src/chains/chain\\.ts$"] : []),
  },
}));

/** Parts of commands that need a store: loaded when one is open. */
const loadedByCommands = "^src/cli/(forwardEvents|triggerCheckout|triggerLedger)\\.ts$";

/** What commands may name beside src/lib and src/catalog without loading it. */
const namesForCommands = "^src/(api/developmentActions|chains/chain|db/outbox)\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  extends: "dependency-cruiser/configs/recommended-strict",
  forbidden: [
    ...folderRules,
    {
      name: "queues-import-only-lib",
      comment: "queues.ts is all that the API and the workers share beside the database.",
      severity: "error",
      from: { path: "^src/queues\\.ts$" },
      to: { path: "^(src|workers|test)/", pathNot: "^src/lib/" },
    },
    {
      name: "api-and-workers-do-not-meet",
      comment: "The API and the workers meet in the database and in queues.ts only.",
      severity: "error",
      from: { path: "^workers/" },
      to: { path: "^src/(api|spend)/" },
    },
    {
      name: "commands-load-what-they-run-when-they-run-it",
      comment:
        "What a store is made of takes a second and more to load; `--help` and `catalog check` need not wait for it.",
      severity: "error",
      from: { path: "^src/cli", pathNot: loadedByCommands },
      to: {
        path: "^src/(api|chains|checkout|db|deposits|embedded|ledger|metrics|spend|start|tracing|webhooks)/",
        pathNot: namesForCommands,
        dependencyTypesNot: ["type-only", "dynamic-import"],
      },
    },
    {
      name: "commands-load-their-parts-when-they-run-them",
      comment: "These import what a store is made of.",
      severity: "error",
      from: { path: "^src/cli" },
      to: { path: loadedByCommands, dependencyTypesNot: ["type-only", "dynamic-import"] },
    },
    {
      name: "names-for-commands-load-nothing",
      comment: "Commands list these names in their help.",
      severity: "error",
      from: { path: namesForCommands },
      to: { dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-list-of-all-chains",
      comment: "viem/chains is several hundred files, half a second of every start.",
      severity: "error",
      from: { path: "^(src|workers)/" },
      to: { path: "^node_modules/viem/.*chains/index" },
    },
    {
      name: "nothing-imports-a-main",
      comment: "A main builds everything and is imported by nothing.",
      severity: "error",
      from: {},
      to: { path: "^(src/(main|server|cli)\\.ts|workers/main\\.ts)$" },
    },
    {
      name: "nothing-of-ours-imports-tests",
      comment: "Tests look at the code, never the other way.",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/(db/generated|web/public)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
