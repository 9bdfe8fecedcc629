import type { Framework } from "./types.ts";

/** AngularJS 1: `$sce` is told what to trust. */
export const angularjs: Framework = {
  name: "angularjs",
  packages: [],
  types: {
    sce: { named: ["$sce"] },
    routeParams: { named: ["$routeParams", "$stateParams"] },
    location: { named: ["$location"] },
    "browser/window": { named: ["$window"] },
  },
  sources: [
    { read: "location.search()", kind: "browser", what: "the page's query string" },
    { read: "location.hash()", kind: "browser", what: "the page's fragment", text: true },
    { read: "routeParams", kind: "browser", what: "the page's address", text: true },
  ],
  sinks: [
    // stays inside of the program unless it is told to reload
    { call: "location.url", arg: 0, kind: "redirect", what: "$location.url", client: true, likely: true },
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
