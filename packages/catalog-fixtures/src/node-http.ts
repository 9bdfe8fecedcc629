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

createServer((request, response) => {
  let form = "";
  request.on("data", (chunk: Buffer) => {
    form += chunk.toString(); // $ source remote
  });
  request.on("end", () => {
    response.end(`<p>${new URLSearchParams(form).get("name")}</p>`); // $ sink html
    response.end(`<p>${form.length}</p>`); // safe
  });
});

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // $ source remote
  response.end(`<p>${Buffer.concat(chunks).toString("utf8")}</p>`); // $ sink html
  response.end(`<p>${request.read()}</p>`); // $ source remote $ sink html
});

// known by its name alone, in a file that uses the package
export function readBody(req: import("node:stream").Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    req.on("data", (chunk) => {
      text += chunk; // $ source remote
    });
    req.on("end", () => resolve(text));
  });
}
