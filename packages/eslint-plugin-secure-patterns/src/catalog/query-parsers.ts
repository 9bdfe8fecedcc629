/** Functions of libraries that take a query string apart: `qs.parse("?a=1").a`. */
export const queryParsers: ReadonlySet<string> = new Set([
  "qs.parse",
  "query-string.parse",
  "querystring.parse",
  "querystring.decode",
  "querystringify.parse",
  "ufo.parseQuery",
]);
