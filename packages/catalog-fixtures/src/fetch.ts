export async function answer(request: Request): Promise<Response> {
  const next = new URL(request.url).searchParams.get("next") ?? "/"; // $ source remote
  const form = await request.clone().formData(); // $ source remote
  if (form.has("a")) return new Response(null, { status: 302, headers: { Location: next } }); // $ sink redirect
  if (form.has("b")) return new Response(null, { status: 302, headers: { location: "/home" } }); // safe
  if (form.has("c")) {
    const headers = new Headers();
    headers.set("Location", String(form.get("to"))); // $ sink redirect
    headers.append("Location", "/home"); // safe
    return new Response(null, { status: 302, headers });
  }
  if (form.has("d")) {
    const response = new Response(null, { status: 302 });
    response.headers.set("location", request.headers.get("referer") ?? "/"); // $ source remote $ sink redirect
    return response;
  }
  if (form.has("e")) return Response.redirect(request.referrer); // $ source remote $ sink redirect
  if (form.has("f")) return new Response(`<p>${next}</p>`); // safe
  return new Response(`<p>${next}</p>`, { headers: { "Content-Type": "text/html; charset=utf-8" } }); // $ sink html
}
