import type { Framework } from "./types.ts";

/** What a socket tells of itself. */
const OWN_EVENTS = [
  ...[
    "connect",
    "connection",
    "open",
    "close",
    "error",
    "disconnect",
    "disconnecting",
    "unexpected-response",
  ],
  ...[
    "connect_error",
    "connect_timeout",
    "reconnect",
    "reconnecting",
    "reconnect_attempt",
    "reconnect_error",
  ],
  ...["reconnect_failed", "ping", "pong", "upgrade", "drain", "timeout", "end"],
];

/** Socket.IO and ws: what a client sends over an open connection. */
export const sockets: Framework = {
  name: "sockets",
  packages: ["socket.io", "ws"],
  types: {
    server: {
      from: [
        "socket.io#new Server",
        "socket.io#{(),new}",
        "ws#new WebSocketServer",
        "ws#new Server",
        "server.{of,to,in}()",
      ],
      annotated: ["socket.io#{Server,Namespace}", "ws#{WebSocketServer,Server}"],
      named: ["io", "wss"],
    },
    socket: { annotated: ["socket.io#Socket", "ws#{WebSocket,default}"], named: ["socket", "ws"] },
    message: {},
  },
  handlers: [
    {
      call: "server.{on,once}",
      if: { arg: 0, is: ["connection", "connect"] },
      params: ["socket", "node-http/request"],
    },
    {
      call: "socket.{on,once}",
      if: { arg: 0, not: OWN_EVENTS },
      params: ["message", "message", "message"],
    },
    { call: "socket.onAny", params: [null, "message", "message", "message"] },
  ],
  sources: [
    { read: "message", kind: "remote", what: "a socket message", mixed: "parts" },
    { read: "socket.handshake.{query,headers,auth}", kind: "remote", what: "the connection's data" },
  ],
};
