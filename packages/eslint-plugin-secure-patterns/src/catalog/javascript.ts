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
    { call: "base64url#decode", clears: [], text: true },
    { call: "js-base64#{decode,fromBase64,atob}", clears: [], text: true },
    { call: "js-base64#Base64.{decode,fromBase64,atob}", clears: [], text: true },
    { call: "url#{format,resolve}", clears: [], passes: ["all"], text: true },
    { call: "path#{join,normalize,resolve}", clears: [], passes: ["all"], join: "/", text: true },
    { call: "path#posix.{join,normalize,resolve}", clears: [], passes: ["all"], join: "/", text: true },
    // a function that answers by a promise instead of a callback is called like the one that it was made of
    { call: "util#promisify", clears: [], passes: [0] },
    { call: "bluebird#promisify", clears: [], passes: [0] },
    { call: "{util#,global#util.}{format,inspect}", clears: [], passes: ["all"], text: true },
  ],
  randomness: [
    { call: "global#Math.random", is: "guessable", what: "Math.random()" },
    { call: "global#Date.now", is: "time", what: "Date.now()" },
    { call: "global#performance.now", is: "time", what: "performance.now()" },
    { call: "global#process.{hrtime,uptime}", is: "time", what: "process.hrtime()" },
    { call: "global#process.hrtime.bigint", is: "time", what: "process.hrtime.bigint()" },
    { call: "crypto#randomBytes", is: "strong", size: { arg: 0, bits: 8 }, what: "crypto.randomBytes" },
    { call: "crypto#{randomInt,generateKey,generateKeySync,randomFill}", is: "strong", what: "node:crypto" },
    { call: "crypto#randomUUID", is: "strong", size: { bits: 4, default: 32 }, what: "randomUUID" },
    { call: "crypto#webcrypto.getRandomValues", is: "strong", what: "getRandomValues" },
    {
      call: "global#crypto.randomUUID",
      is: "strong",
      size: { bits: 4, default: 32 },
      what: "randomUUID",
    },
    { call: "global#crypto.{getRandomValues,randomBytes}", is: "strong", what: "getRandomValues" },
    {
      call: "global#{window,self,globalThis}.crypto.getRandomValues",
      is: "strong",
      what: "getRandomValues",
    },
  ],
};
