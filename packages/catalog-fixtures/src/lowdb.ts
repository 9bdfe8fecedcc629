import express from "express";
import low, { Low } from "lowdb";
import { JSONFilePreset } from "lowdb/node";

const app = express();
const first = low({});
const later = new Low<{ posts: { title: string }[] }>({}, { posts: [] });

app.get("/posts/:id", async (req, res) => {
  const post = first.get("posts").find({ id: req.params.id }).value(); // $ source stored
  if (req.query.a) res.send(`<h1>${post.title}</h1>`); // $ sink html
  res.send("<ul>" + later.data.posts.map(({ title }) => `<li>${title}</li>`).join("") + "</ul>"); // $ source stored $ sink html
  const preset = await JSONFilePreset("db.json", { posts: [{ title: "" }] });
  res.send(`<h1>${preset.data.posts[0]?.title}</h1>`); // $ source stored $ sink html
  if (first.get("posts").value()) res.send("<h1>There are some</h1>"); // safe
  res.json(later.data.posts); // safe
});
