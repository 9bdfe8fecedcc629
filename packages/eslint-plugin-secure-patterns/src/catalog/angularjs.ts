import type { Framework } from "./types.ts";

const SCOPES = ["scope", "$scope", "scp"];
const ELEMENTS = ["element", "elem", "elm", "el", "$element", "iElement", "iElem", "tElement"];
const ATTRIBUTES = ["attrs", "attr", "attributes", "$attrs", "iAttrs", "iAttr", "tAttrs"];

/** AngularJS 1: `$sce` is told what to trust. */
export const angularjs: Framework = {
  name: "angularjs",
  packages: [],
  types: {
    sce: { named: ["$sce"] },
    routeParams: { named: ["$routeParams", "$stateParams"] },
    location: { named: ["$location"] },
    "browser/window": { named: ["$window"] },
    compile: { named: ["$compile"] },
    attributes: { named: ["$attrs"] },
  },
  handlers: [
    // a directive's `link`: its element comes wrapped
    {
      parameterNames: [SCOPES, ELEMENTS, ATTRIBUTES],
      params: [null, "jquery/collection", "attributes"],
    },
    { parameterNames: [SCOPES, ELEMENTS], params: [null, "jquery/collection"] },
  ],
  sources: [
    { read: "location.search()", kind: "browser", what: "the page's query string" },
    { read: "location.hash()", kind: "browser", what: "the page's fragment", text: true },
    { read: "routeParams", kind: "browser", what: "the page's address", text: true },
    {
      read: "attributes",
      kind: "stored",
      what: "an attribute of the element",
      // an attribute that names other elements is the template's own
      into: ["document", "markup", "template"],
      text: "itself",
      for: ["html"],
      likely: true,
    },
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
    {
      call: "compile",
      arg: 0,
      kind: "html",
      output: "template",
      takesNodes: true,
      what: "$compile",
    },
    { call: "sce.trustAs", arg: 1, kind: "html", output: "markup", what: "$sce.trustAs" },
  ],
};
