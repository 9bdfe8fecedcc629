import http, { createServer, type IncomingMessage, type ServerResponse } from "node:http";

createServer((req, res) => {
  const target = new URL(req.url ?? "/", "http://localhost").searchParams.get("to") ?? "/"; // $ source remote
  res.setHeader("Location", target); // $ sink redirect
  res.setHeader("Location", "/login"); // safe
  res.writeHead(302, { Location: req.headers.referer }); // $ source remote $ sink redirect
  res.writeHead(302, { Location: "/" }); // safe
  res.end();
});

const server = http.createServer();
server.on("request", (req, res) => {
  res.writeHead(301, { Location: req.url }); // $ source remote $ sink redirect
});

export function redirectBack(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("location", request.headers["referer"] ?? "/"); // $ source remote $ sink redirect
}

createServer((request, response) => {
  response.end(`<p>${request.url}</p>`); // $ source remote $ sink html
});

createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain");
  response.end(`<p>${request.url}</p>`); // safe
});
