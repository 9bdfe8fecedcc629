import { checkPassword } from "../../../lib/accounts";
import { rateLimit } from "secure-patterns/next";

export const POST = rateLimit({ bucket: "login", limit: 10, window: "60s", clientIp: { trust: 1 } })(
  async function POST(request: Request) {
    const { email, password } = (await request.json()) as { email: string; password: string };
    return Response.json({ valid: await checkPassword(email, password) });
  },
);
