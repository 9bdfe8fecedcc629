// file: src/hooks.server.ts
// uses: @sveltejs/kit
import { redirect, type RequestEvent } from "@sveltejs/kit";
import { page } from "$app/state";

export async function handle({
  event,
  resolve,
}: {
  event: RequestEvent;
  resolve(event: RequestEvent): Response;
}) {
  const next = event.url.searchParams.get("next"); // $ source remote
  if (next) redirect(302, next); // $ sink redirect
  return resolve(event);
}

export function back(): void {
  location.href = page.url.searchParams.get("next") ?? "/"; // $ source browser $ sink redirect
  location.href = page.url.href; // $ source browser
  location.href = page.params.next ?? "/"; // $ source browser $ sink redirect
}
