import { defineEventHandler, readBody } from "h3v1";
import { rateLimit } from "secure-patterns/h3";

export default defineEventHandler({
  onRequest: [rateLimit({ bucket: "login", limit: 10, window: "60s" })],
  handler: async (event) => {
    const { password } = await readBody<{ password: string }>(event);
    return { valid: await checkPassword(password) };
  },
});

async function checkPassword(password: string): Promise<boolean> {
  return Promise.resolve(password === "right");
}
