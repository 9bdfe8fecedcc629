import { json, type RequestHandler } from "@sveltejs/kit";
import { rateLimit } from "secure-patterns/sveltekit";

export const POST: RequestHandler = rateLimit({ bucket: "login", limit: 10, window: "60s" })(async ({
  request,
}) => {
  const { password } = (await request.json()) as { password: string };
  return json({ valid: await checkPassword(password) });
});

async function checkPassword(password: string): Promise<boolean> {
  return Promise.resolve(password === "right");
}
