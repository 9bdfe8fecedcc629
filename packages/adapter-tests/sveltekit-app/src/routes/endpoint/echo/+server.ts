import { echo } from "../../../lib/endpoints.ts";
import type { RequestHandler } from "@sveltejs/kit";
import { protect } from "secure-patterns/sveltekit";

const limit = protect(globalThis.protection);
export const POST: RequestHandler = limit(echo);
