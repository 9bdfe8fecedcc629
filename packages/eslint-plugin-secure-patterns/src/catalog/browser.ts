import type { Framework } from "./types.ts";

export const browser: Framework = {
  name: "browser",
  packages: [],
  types: {
    window: {
      from: [
        "global#{window,self,top,parent,globalThis}",
        "window.{top,parent,self,window}",
        "document.defaultView",
      ],
    },
    document: { from: ["global#document", "window.document"] },
    location: {
      from: ["global#location", "{window,document}.location"],
      annotated: ["global#Location"],
    },
    message: {},
  },
  handlers: [
    { call: "window.addEventListener", if: { arg: 0, is: ["message"] }, params: ["message"] },
    // a worker and a socket have such a property too, and what they send is the program's own
    { assigned: "window.onmessage", params: ["message"] },
    { call: "global#addEventListener", if: { arg: 0, is: ["message"] }, params: ["message"] },
  ],
  sources: [
    { read: "location", kind: "browser", what: "the page's address", form: "url" },
    { read: "location.href", kind: "browser", what: "the page's address", form: "url", text: true },
    { read: "location.search", kind: "browser", what: "the page's query string", before: "?", text: true },
    { read: "location.hash", kind: "browser", what: "the page's fragment", before: "#", text: true },
    { read: "location.pathname", kind: "browser", what: "the page's path", form: "own-path", text: true },
    {
      read: "document.{URL,documentURI,baseURI}",
      kind: "browser",
      what: "the page's address",
      form: "url",
      text: true,
    },
    { read: "document.referrer", kind: "browser", what: "the referring page's address", text: true },
    { read: "document.cookie", kind: "stored", what: "a cookie", text: true },
    { read: "window.name", kind: "browser", what: "window.name", text: true },
    {
      read: "message.data",
      kind: "browser",
      what: "a message from another window",
      vouchedBy: ["origin", "source"],
    },
    {
      read: "global#{localStorage,sessionStorage}.getItem()",
      kind: "stored",
      what: "the browser's storage",
      text: true,
      kept: true,
    },
    {
      read: "window.{localStorage,sessionStorage}.getItem()",
      kind: "stored",
      what: "the browser's storage",
      text: true,
      kept: true,
    },
  ],
  sinks: [
    { write: "global#location", kind: "redirect", what: "location" },
    { write: "{window,document}.location", kind: "redirect", what: "location" },
    { write: "location.href", kind: "redirect", what: "location.href" },
    { call: "location.{assign,replace}", arg: 0, kind: "redirect", what: "location.assign" },
    { call: "window.open", arg: 0, kind: "redirect", what: "window.open", client: true },
    { call: "global#open", arg: 0, kind: "redirect", what: "window.open", client: true },
    { call: "{global#,window.}importScripts", arg: "all", kind: "redirect", what: "importScripts" },
    { call: "global#new {Worker,SharedWorker}", arg: 0, kind: "redirect", what: "new Worker" },
    { call: "global#Response.redirect", arg: 0, kind: "redirect", what: "Response.redirect" },
  ],
};
