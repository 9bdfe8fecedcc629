import type { Framework } from "./types.ts";

export const angular: Framework = {
  name: "angular",
  packages: ["@angular/core"],
  types: {
    route: { annotated: ["@angular/router#ActivatedRoute"], from: ["@angular/core#inject()"] },
    parameters: {},
  },
  handlers: [
    { call: "route.{queryParams,params,queryParamMap,paramMap,fragment}.subscribe", params: ["parameters"] },
  ],
  sources: [
    {
      read: "route.snapshot.{queryParams,params,fragment}",
      kind: "browser",
      what: "the page's address",
      text: true,
    },
    {
      read: "route.snapshot.{queryParamMap,paramMap}.get()",
      kind: "browser",
      what: "the page's address",
      text: true,
    },
    { read: "parameters", kind: "browser", what: "the page's address", text: true },
  ],
  sinks: [
    {
      call: "*.{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustResourceUrl}",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "bypassSecurityTrustHtml",
    },
  ],
};
