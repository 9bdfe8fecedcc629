import type { Framework } from "./types.ts";

/** Browsers that a server drives: markup from outside runs on the server, beside its files and its network. */
export const renderers: Framework = {
  name: "renderers",
  packages: [],
  types: {
    browser: {
      from: [
        "{puppeteer,puppeteer-core,playwright}#launch()",
        "playwright#{chromium,firefox,webkit}.launch()",
      ],
    },
    page: { from: ["browser.newPage()", "browser.newContext().newPage()"] },
  },
  sinks: [
    {
      call: "jsdom#new JSDOM",
      arg: 0,
      if: { arg: 1, at: ["runScripts"], is: ["dangerously"] },
      kind: "html",
      output: "markup",
      what: "JSDOM",
    },
    { call: "wkhtmltopdf#", arg: 0, kind: "html", output: "markup", what: "wkhtmltopdf" },
    { call: "wkhtmltoimage#generate", arg: 0, kind: "html", output: "markup", what: "wkhtmltoimage" },
    { call: "html-pdf#create", arg: 0, kind: "html", output: "markup", what: "html-pdf" },
    { call: "page.setContent", arg: 0, kind: "html", output: "markup", what: "page.setContent" },
  ],
};
