import { H3, getQuery, html, redirect } from "h3-v2";

export const app = new H3();

app.get("/", (event) => {
  const { next, name } = getQuery(event);
  if (next) return redirect(String(next)); // $ sink redirect
  if (name === "a") return redirect("/home"); // safe
  if (name === "b") return html("<p>hello</p>"); // safe
  return html(`<p>${name}</p>`); // $ sink html
});

app.post("/", async (event) => redirect(String((await event.req.formData()).get("to")))); // $ sink redirect
