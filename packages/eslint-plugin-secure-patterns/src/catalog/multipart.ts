import type { Framework } from "./types.ts";

/** Parsers that a handler gives the request to, by itself: what they hand out is the request's body. */
export const multipart: Framework = {
  name: "multipart",
  packages: ["busboy", "@fastify/busboy", "formidable", "multiparty", "raw-body", "co-body"],
  types: {
    busboy: {
      from: ["{busboy,@fastify/busboy}#()", "{busboy,@fastify/busboy}#new default", "express/request.busboy"],
    },
    form: {
      from: [
        "formidable#{(),default(),formidable(),IncomingForm()}",
        "formidable#new {IncomingForm,Formidable}",
        "multiparty#new Form",
      ],
    },
    fields: { from: ["form.parse().0"] },
    part: {},
  },
  handlers: [
    { call: "busboy.{on,once}", if: { arg: 0, is: ["field"] }, params: ["part", "part"] },
    { call: "form.{on,once}", if: { arg: 0, is: ["field"] }, params: ["part", "part"] },
    { call: "form.parse", position: 1, params: [null, "fields"] },
  ],
  sources: [
    { read: "part", kind: "remote", what: "the request body", text: true },
    { read: "fields", kind: "remote", what: "the request body", flat: true },
    { read: "raw-body#()", kind: "remote", what: "the request body", text: true },
    { read: "co-body#{(),json(),form()}", kind: "remote", what: "the request body", parsed: true },
    { read: "co-body#text()", kind: "remote", what: "the request body", text: true },
  ],
};
