import { Server } from "socket.io";
import { WebSocketServer } from "ws";

const io = new Server();
const messages: unknown[] = [];

io.on("connection", (socket) => {
  messages.push(socket.handshake.query.room); // $ source remote
  socket.on("message", (text: string) => {
    messages.push(text); // $ source remote
  });
});

new WebSocketServer({ port: 8080 }).on("connection", (ws, request) => {
  messages.push(request.headers.origin); // $ source remote
  ws.on("message", (data) => {
    messages.push(data); // $ source remote
  });
});
