import type { Handle, HandleServerError } from "@sveltejs/kit";
import { sequence } from "@sveltejs/kit/hooks";
import { protect } from "secure-patterns/sveltekit";

const limited = protect(globalThis.protection);

const limitHooked: Handle = ({ event, resolve }) =>
  event.url.pathname.startsWith("/hook/") ? limited({ event, resolve }) : resolve(event);

export const handle: Handle = sequence(limitHooked);

export const handleError: HandleServerError = () => ({ message: "error" });
