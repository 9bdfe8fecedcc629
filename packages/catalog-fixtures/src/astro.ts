// file: src/pages/login.ts
// uses: astro
import { defineAction } from "astro:actions";
import { defineMiddleware } from "astro:middleware";
import type { APIContext, APIRoute } from "astro";

export async function GET({ url, params, cookies, redirect, request }: APIContext): Promise<Response> {
  if (params.a) return redirect(url.searchParams.get("next") ?? "/"); // $ source remote $ sink redirect
  if (params.b) return redirect("/home"); // safe
  if (params.c) return redirect(params.to ?? "/"); // $ source remote $ sink redirect
  if (params.d) return redirect(cookies.get("returnTo")?.value ?? "/"); // $ source remote $ sink redirect
  if (params.e) return redirect(url.pathname); // $ source remote $ sink redirect
  if (params.f) return redirect(url.href); // $ source remote
  return redirect((await request.formData()).get("to") as string); // $ source remote $ sink redirect
}

export const POST: APIRoute = (context) => context.redirect(context.url.searchParams.get("to") ?? "/"); // $ sink redirect

export const onRequest = defineMiddleware((context, next) => {
  if (context.url.searchParams.has("to")) return context.redirect(String(context.params.to)); // $ sink redirect
  return next();
});

export const server = {
  save: defineAction({ handler: (input: { name: string }) => input.name }), // $ source remote
};
