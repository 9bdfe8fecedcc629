import type { Framework } from "./types.ts";

/** The Request and Response of the Fetch standard, as servers use them. */
export const fetch: Framework = {
  name: "fetch",
  packages: [],
  types: {
    request: { from: ["request.clone()"], annotated: ["global#Request"] },
    response: { from: ["global#new Response"], annotated: ["global#Response"] },
    headers: { from: ["global#new Headers", "response.headers"] },
  },
  sources: [
    { read: "request.url", kind: "remote", what: "the requested address", form: "url", text: true },
    { read: "request.{json,formData,text}()", kind: "remote", what: "the request body" },
    { read: "request.headers.get()", kind: "remote", what: "a request header", text: true },
    { read: "request.referrer", kind: "remote", what: "the referring page's address", text: true },
  ],
  contentTypes: [
    { call: "global#new Response", arg: 1, at: ["headers", "Content-Type"] },
    { call: "headers.{set,append}", arg: 1, if: { arg: 0, is: ["content-type"] } },
  ],
  sinks: [
    {
      call: "global#new Response",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "new Response",
    },
    {
      call: "global#new Response",
      arg: 1,
      at: ["headers", "Location"],
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "headers.{set,append}",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
  ],
};
