import type { Framework } from "./types.ts";

/** AngularJS 1: `$sce` is told what to trust. */
export const angularjs: Framework = {
  name: "angularjs",
  packages: [],
  types: { sce: { named: ["$sce"] }, routeParams: { named: ["$routeParams", "$stateParams"] } },
  sources: [{ read: "routeParams", kind: "browser", what: "the page's address", text: true }],
  sinks: [
    {
      call: "sce.{trustAsHtml,trustAsCss,trustAsJs,trustAsResourceUrl,trustAsUrl}",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "$sce.trustAsHtml",
    },
    { call: "sce.trustAs", arg: 1, kind: "html", output: "markup", what: "$sce.trustAs" },
  ],
};
