import type { Framework } from "./types.ts";

/** What the functions of the language and of Node's own modules do to values. */
export const javascript: Framework = {
  name: "javascript",
  packages: [],
  types: { hash: { from: ["crypto#{createHash,createHmac}()"], fluent: true } },
  barriers: [
    { call: "hash.digest", clears: "all", passes: [] },
    {
      call: "global#{Number,parseInt,parseFloat,Boolean,BigInt,isNaN,isFinite,btoa}",
      clears: "all",
      passes: [],
    },
    { call: "global#Number.{parseInt,parseFloat,isInteger,isFinite}", clears: "all", passes: [] },
    { call: "global#Math.*", clears: "all", passes: [] },
    { call: "global#new Date", clears: "all", passes: [] },
    { call: "global#{encodeURIComponent,escape}", clears: ["redirect", "html", "script-url"], text: true },
    { call: "global#encodeURI", clears: ["html"], text: true },
    { call: "querystring#escape", clears: ["redirect", "html", "script-url"], text: true },
    { call: "querystring#unescape", clears: [], text: true },
    { call: "querystring#{parse,decode}", clears: [] },
    { call: "url#{format,resolve}", clears: [], passes: ["all"], text: true },
    { call: "path#{join,normalize,resolve}", clears: [], passes: ["all"], join: "/", text: true },
    { call: "path#posix.{join,normalize,resolve}", clears: [], passes: ["all"], join: "/", text: true },
    { call: "util#format", clears: [], passes: ["all"], text: true },
  ],
};
