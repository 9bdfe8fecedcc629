// file: functions/posts/[id].ts
export function onRequestGet({ request, params }: { request: Request; params: { id: string } }): Response {
  const url = new URL(request.url); // $ source remote
  const headers = { "Content-Type": "text/html" };
  if (url.searchParams.has("a")) return new Response(`<p>${params.id}</p>`, { headers }); // $ source remote $ sink html
  return new Response(`<p>${url.searchParams.get("q")}</p>`, { headers }); // $ sink html
}

interface Statement {
  bind(value: string): Statement;
  first(): Promise<{ title: string; id: string }>;
  all(): Promise<{ results: { body: string }[] }>;
}
interface Bindings {
  PAGES: { get(key: string): Promise<string> };
  DATABASE: { prepare(text: string): Statement };
}

const HTML = { headers: { "Content-Type": "text/html" } };

export async function onRequestPost({ env }: { env: Bindings }): Promise<Response> {
  const note = await env.DATABASE.prepare("SELECT * FROM notes WHERE id = ?").bind("1").first();
  if (note.id === "1") return new Response(`<p>${note.title}</p>`, HTML); // $ source stored $ sink html
  if (note.id === "2") return new Response(`<p>${note.id}</p>`, HTML); // $ source stored
  const { results } = await env.DATABASE.prepare("SELECT * FROM notes").all();
  return new Response(`<ul>${results.map(({ body }) => `<li>${body}</li>`).join("")}</ul>`, HTML); // $ source stored $ sink html
}

export default {
  async fetch(request: Request, env?: Bindings): Promise<Response> {
    const page = await env?.PAGES.get("page");
    if (page === "a") return new Response(`<p>${page}</p>`, HTML); // safe
    if (request.method === "POST") return new Response(`<p>${page}</p>`, HTML); // $ source stored $ sink html
    const query = new URL(request.url).searchParams; // $ source remote
    return new Response(`<p>${query.get("q")}</p>`, { headers: { "Content-Type": "text/html" } }); // $ sink html
  },
};
