import type { NextApiRequest, NextApiResponse } from "next";
import { checkPassword } from "../../lib/accounts";
import { rateLimit } from "secure-patterns/next";

export default rateLimit({ bucket: "login", limit: 10, window: "60s", clientIp: { trust: 1 } })(
  async function handler(request: NextApiRequest, response: NextApiResponse) {
    const { email, password } = request.body as { email: string; password: string };
    response.json({ valid: await checkPassword(email, password) });
  },
);
