// file: src/routes/[...rest]/+page.server.ts
// uses: @sveltejs/kit
import { redirect, type Actions, type ServerLoad } from "@sveltejs/kit";

export const load: ServerLoad = async ({ url, params, cookies }) => {
  if (params.a) redirect(302, params.a); // $ source remote $ sink redirect
  if (params.b) redirect(302, "/home"); // safe
  if (params.c) redirect(302, `/login${url.search}`); // $ source remote
  if (params.d) redirect(302, url.pathname); // $ source remote $ sink redirect
  if (params.e) redirect(302, cookies.get("returnTo") ?? "/"); // $ source remote $ sink redirect
  redirect(307, url.searchParams.get("redirectTo") ?? "/"); // $ source remote $ sink redirect
};

export const actions = {
  default: async ({ request, url }) => {
    const data = await request.formData(); // $ source remote
    if (data.has("a")) redirect(303, String(data.get("next"))); // $ sink redirect
    redirect(303, new URL("/home", url)); // safe $ source remote
  },
} satisfies Actions;
