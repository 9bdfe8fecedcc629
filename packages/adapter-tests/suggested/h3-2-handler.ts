import { defineHandler, readBody } from "h3";
import { rateLimit } from "secure-patterns/h3";

export default defineHandler({
  middleware: [rateLimit({ bucket: "login", limit: 10, window: "60s" })],
  handler: async (event) => {
    const { password } = (await readBody<{ password: string }>(event)) ?? {};
    return { valid: await checkPassword(password) };
  },
});

async function checkPassword(password?: string): Promise<boolean> {
  return Promise.resolve(password === "right");
}
