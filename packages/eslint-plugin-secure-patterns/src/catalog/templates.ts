import type { Framework } from "./types.ts";

/** Template engines whose first argument is the template itself: who writes it writes the page, and often code. */
export const templates: Framework = {
  name: "templates",
  packages: [],
  types: {
    handlebars: { from: ["{handlebars,express-handlebars}#", "handlebars#create()", "global#Handlebars"] },
    engine: {
      from: [
        "{ejs,pug,jade,dot,eta,squirrelly,whiskers,template7,swig,underscore,lodash,lodash-es}#",
        "eta#new Eta",
        "global#{ejs,pug,doT,Eta,Sqrl,Template7,swig,_}",
      ],
    },
    // their templates run nothing, and many an application lets its users write them: what comes out is the page's to judge
    logicless: { from: ["{mustache,hogan.js}#", "global#{Mustache,Hogan}"] },
    liquid: { from: ["liquidjs#new Liquid"] },
    filledIn: {},
    named: {
      from: ["nunjucks#", "nunjucks#{new Environment,configure()}", "global#nunjucks"],
    },
  },
  handlers: [
    { call: "handlebars.registerHelper", position: 1, params: ["filledIn", "filledIn", "filledIn"] },
    { call: "named.{addFilter,addGlobal}", position: 1, params: ["filledIn", "filledIn"] },
    { call: "liquid.registerFilter", position: 1, params: ["filledIn", "filledIn"] },
  ],
  sources: [
    {
      read: "filledIn",
      kind: "stored",
      what: "what a template hands to its helper",
      for: ["html"],
      mixed: "parts",
    },
  ],
  sinks: [
    {
      call: "nunjucks#runtime.new SafeString",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "SafeString",
    },
    { call: "handlebars.compile", arg: 0, kind: "html", output: "template", what: "a template's source" },
    {
      call: "engine.{compile,render,template,scan}",
      arg: 0,
      kind: "html",
      output: "template",
      what: "a template's source",
    },
    // their `render` takes the name of a file
    {
      call: "named.{renderString,compile}",
      arg: 0,
      kind: "html",
      output: "template",
      what: "a template's source",
    },
    {
      call: "{logicless.{render,compile},liquid.{parse,parseAndRender}}",
      arg: 0,
      kind: "html",
      output: "template",
      likely: true,
      what: "a template's source",
    },
    {
      call: "{lodash.template,lodash/template}#",
      arg: 0,
      kind: "html",
      output: "template",
      what: "a template's source",
    },
  ],
};
