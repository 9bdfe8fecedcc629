// file: functions/posts/[id].ts
export function onRequestGet({ request, params }: { request: Request; params: { id: string } }): Response {
  const url = new URL(request.url); // $ source remote
  const headers = { "Content-Type": "text/html" };
  if (url.searchParams.has("a")) return new Response(`<p>${params.id}</p>`, { headers }); // $ source remote $ sink html
  return new Response(`<p>${url.searchParams.get("q")}</p>`, { headers }); // $ sink html
}

export default {
  fetch(request: Request): Response {
    const query = new URL(request.url).searchParams; // $ source remote
    return new Response(`<p>${query.get("q")}</p>`, { headers: { "Content-Type": "text/html" } }); // $ sink html
  },
};
