import { json, type RequestEvent } from "@sveltejs/kit";
import { streamedBody } from "../../../tests/streamed.ts";

export const ok = (): Response => new Response("ok");
export const noContent = (): Response => new Response(null, { status: 204 });
export const echo = async ({ request }: RequestEvent): Promise<Response> => json(await request.json());
export const unauthorized = (): Response => new Response(null, { status: 401 });
export const stream = (): Response => new Response(streamedBody());
export const fail = (): Response => {
  throw new Error("thrown by the handler");
};
