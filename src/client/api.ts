import type { Client } from "openapi-fetch";
import type { paths } from "./schema.js";

/** The API as openapi-fetch sees it. */
export type Api = Client<paths, "application/json">;
