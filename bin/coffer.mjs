#!/usr/bin/env node
// The `coffer` command: runs src/cli.ts as it is, without a build.
import { register } from "tsx/esm/api";

register();
await import("../src/cli.ts");
