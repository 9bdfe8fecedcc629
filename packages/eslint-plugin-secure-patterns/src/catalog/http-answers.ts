import type { Framework } from "./types.ts";

/** What other servers, and the own one, answer: it may hold what a user once entered. */
export const httpAnswers: Framework = {
  name: "http-answers",
  packages: [],
  types: {
    axios: { from: ["axios#", "axios#create()", "global#axios"] },
    request: { from: ["global#new XMLHttpRequest"] },
    connection: {
      from: ["global#new {WebSocket,EventSource}"],
      annotated: ["global#{WebSocket,EventSource}"],
    },
    socket: { from: ["socket.io-client#{default,io,connect}()"], annotated: ["socket.io-client#Socket"] },
    pushed: {},
    message: {},
    answer: {},
  },
  handlers: [
    { call: "axios.interceptors.response.use", params: ["answer"] },
    { call: "connection.addEventListener", if: { arg: 0, is: ["message"] }, params: ["pushed"] },
    { assigned: "connection.onmessage", params: ["pushed"] },
    { call: "socket.{on,once}", params: ["message", "message"] },
  ],
  sources: [
    { read: "global#fetch().{json,text}()", kind: "stored", what: "a server's answer", for: ["html"] },
    {
      read: "browser/window.fetch().{json,text}()",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    { read: "axios.{get,post,put,request}().data", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "answer.data", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "axios().data", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "{got,ky}#().{json,text,body}()", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "pushed.data", kind: "stored", what: "a server's message", for: ["html"] },
    { read: "message", kind: "stored", what: "a server's message", for: ["html"] },
    {
      read: "{@tanstack/react-query,react-query}#{useQuery,useSuspenseQuery}().data",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "@tanstack/vue-query#useQuery().data",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "{@tanstack/react-query,@tanstack/vue-query}#{useQueries,useSuspenseQueries}().*.data",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "react-relay#{useFragment,useLazyLoadQuery,usePreloadedQuery,useClientQuery}()",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "react-relay#useRefetchableFragment().0",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "react-relay#usePaginationFragment().data",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    { read: "swr#default().data", kind: "stored", what: "a server's answer", for: ["html"] },
    {
      read: "@apollo/client#{useQuery,useLazyQuery,useSuspenseQuery}().data",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    {
      read: "{react-router,react-router-dom,@remix-run/react}#{useLoaderData,useActionData,useRouteLoaderData}()",
      kind: "stored",
      what: "what the route's loader answers",
      for: ["html"],
    },
    { read: "request.{responseText,response}", kind: "stored", what: "a server's answer", for: ["html"] },
  ],
};
