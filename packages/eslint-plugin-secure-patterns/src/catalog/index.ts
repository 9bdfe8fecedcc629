import { browser } from "./browser.ts";
import { dom } from "./dom.ts";
import { express } from "./express.ts";
import { javascript } from "./javascript.ts";
import { next } from "./next.ts";
import { nodeHttp } from "./node-http.ts";
import { projectHelpers } from "./project-helpers.ts";
import { securePatterns } from "./secure-patterns.ts";
import { purifiers } from "./purifiers.ts";
import { randomIds } from "./random-ids.ts";
import { react } from "./react.ts";
import type { Framework } from "./types.ts";

export const catalog: readonly Framework[] = [
  javascript,
  securePatterns,
  projectHelpers,
  express,
  next,
  nodeHttp,
  browser,
  dom,
  react,
  purifiers,
  randomIds,
];
