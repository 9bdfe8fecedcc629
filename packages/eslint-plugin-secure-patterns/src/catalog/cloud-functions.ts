import type { Framework } from "./types.ts";

/** Functions that a cloud runs for a request: those of Google and Firebase are handed Express's request, those of Azure its own. */
export const cloudFunctions: Framework = {
  name: "cloud-functions",
  packages: [],
  types: {
    azure: { annotated: ["@azure/functions#HttpRequest"] },
    called: {
      annotated: ["firebase-functions/v2/https#CallableRequest", "firebase-functions/https#CallableRequest"],
    },
    given: {},
  },
  handlers: [
    {
      call: "{firebase-functions,firebase-functions/v1}#https.onRequest",
      params: ["express/request", "express/response"],
    },
    {
      call: "{firebase-functions/https,firebase-functions/v2/https}#onRequest",
      params: ["express/request", "express/response"],
    },
    { call: "@google-cloud/functions-framework#http", params: ["express/request", "express/response"] },
    { call: "{firebase-functions,firebase-functions/v1}#https.onCall", params: ["given"] },
    { call: "{firebase-functions/https,firebase-functions/v2/https}#onCall", params: ["called"] },
    { call: "@azure/functions#app.http", key: "handler", params: ["azure"] },
    { call: "@azure/functions#app.{get,post,put,patch,deleteRequest}", params: ["azure"] },
  ],
  sources: [
    { read: "azure.query.get()", kind: "remote", what: "the query string", text: true },
    { read: "azure.params", kind: "remote", what: "a route parameter", flat: true },
    { read: "azure.{json,text,formData}()", kind: "remote", what: "the request body" },
    { read: "azure.headers.get()", kind: "remote", what: "a request header", text: true },
    { read: "called.data", kind: "remote", what: "what the function is called with" },
    { read: "given", kind: "remote", what: "what the function is called with" },
  ],
};
