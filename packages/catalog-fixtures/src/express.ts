/// <reference types="cookie-parser" />
/// <reference types="multer" />
import express, {
  Router,
  type ErrorRequestHandler,
  type NextFunction,
  type RequestHandler,
  type Request,
  type Response,
} from "express";
import PlainRouter from "router";

const app = express();
const router = Router();

app.get("/a/:id/:target", (req, res) => {
  const { next } = req.query; // $ source remote
  res.redirect(String(next)); // $ sink redirect
  res.redirect("/home"); // safe
  res.location(req.params.target); // $ source remote $ sink redirect
  res.location(`/users/${req.params.id}`); // safe
});

router.post("/b", async (req, res) => {
  res.set("Location", req.body.to); // $ source remote $ sink redirect
  res.set("Location", "/done"); // safe
  res.set({ Location: req.cookies.returnTo }); // $ source remote $ sink redirect
  res.set({ Location: "/" }); // safe
  res.writeHead(302, { Location: req.get("Referer") }); // $ source remote $ sink redirect
  res.writeHead(302, { Location: "/" }); // safe
  res.redirect(req.headers.referer ?? "/"); // $ source remote $ sink redirect
  res.redirect((req as unknown as { param(name: string): string }).param("to")); // $ source remote $ sink redirect
  res.redirect(req.originalUrl); // $ source remote
  res.redirect(`https://${req.hostname}/secure`); // $ source remote
  res.redirect(`/files/${req.file?.originalname}`); // $ source remote
});

router.get("/html", (req, res) => {
  res.send(`<p>${req.query.q}</p>`); // $ source remote $ sink html
  res.send(`<p>${req.query.q}</p>`.length.toString()); // safe
  res.write("<b>" + req.body.name); // $ sink html
  res.end("<hr>"); // safe
});

router.get("/json", (req, res) => {
  res.type("json").send(req.query.q); // safe
});

app.param("target", (req, res, next, value) => {
  res.redirect(value); // $ source remote $ sink redirect
});

function handler(request: Request, response: Response, next: NextFunction): void {
  response.status(303).redirect(request.body.url); // $ sink redirect
  next();
}

app.use((req, res) => res.redirect(req.originalUrl)); // $ sink redirect

app.use("/c", handler);

app.use((error: unknown, incoming: Request, outgoing: Response, next: NextFunction) => {
  outgoing.redirect(incoming.path); // $ source remote $ sink redirect
  outgoing.redirect("/failed"); // safe
});

export const declared: RequestHandler = (incoming, outgoing) => {
  outgoing.redirect(String(incoming.query.next)); // $ sink redirect
};

export const failed: ErrorRequestHandler = (error, incoming, outgoing, next) => {
  outgoing.redirect(String(incoming.query.next)); // $ sink redirect
};

const plain = new PlainRouter();
plain.get("/plain", (wanted, answer) => {
  answer.redirect(wanted.query.next); // $ source remote $ sink redirect
  answer.redirect("/home"); // safe
});
PlainRouter().get("/plain", (wanted, answer) => {
  answer.redirect(wanted.query.next); // $ source remote $ sink redirect
  answer.redirect(`/users/${wanted.params.id}`); // safe
});
