import type { Framework } from "./types.ts";

/** AWS Lambda behind API Gateway, a load balancer or a function URL; Netlify's functions have the same form. */
export const lambda: Framework = {
  name: "lambda",
  packages: [],
  types: {
    event: {
      annotated: [
        "aws-lambda#{APIGatewayProxyEvent,APIGatewayProxyEventV2,APIGatewayEvent,ALBEvent,LambdaFunctionURLEvent}",
        "@netlify/functions#HandlerEvent",
      ],
    },
    callback: {},
  },
  handlers: [
    {
      exported: ["handler", "lambdaHandler"],
      itself: true,
      params: ["event", null, "callback"],
      result: "answer",
    },
    {
      annotated:
        "aws-lambda#{APIGatewayProxyHandler,APIGatewayProxyHandlerV2,ALBHandler,LambdaFunctionURLHandler,Handler}",
      params: ["event", null, "callback"],
      result: "answer",
    },
    { annotated: "@netlify/functions#Handler", params: ["event"], result: "answer" },
    // a service has many, each exported under a name of its own
    { parameterNames: [["event"], ["context", "_context", "ctx"]], params: ["event", null, "callback"] },
  ],
  sources: [
    { read: "event", kind: "remote", what: "the event", likely: true },
    // whoever starts it: no caller should have to know that a value becomes part of a statement
    { read: "event", kind: "remote", what: "the event", for: ["sql"] },
    {
      read: "event.{queryStringParameters,multiValueQueryStringParameters,rawQueryString}",
      kind: "remote",
      what: "the query string",
      text: true,
    },
    { read: "event.pathParameters", kind: "remote", what: "a route parameter", text: true },
    { read: "event.body", kind: "remote", what: "the request body", text: "itself" },
    { read: "event.headers", kind: "remote", what: "a request header", text: true },
    { read: "event.cookies", kind: "remote", what: "a cookie", text: true },
    { read: "event.{path,rawPath}", kind: "remote", what: "the requested path", form: "path", text: true },
  ],
  contentTypes: [
    { returned: "answer", at: ["headers", "Content-Type"] },
    { call: "callback", arg: 1, at: ["headers", "Content-Type"] },
  ],
  sinks: [
    { returned: "answer", at: ["headers", "Location"], kind: "redirect", what: "the Location header" },
    {
      returned: "answer",
      at: ["body"],
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "the answer's body",
    },
    {
      call: "callback",
      arg: 1,
      at: ["headers", "Location"],
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "callback",
      arg: 1,
      at: ["body"],
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "the answer's body",
    },
  ],
};
