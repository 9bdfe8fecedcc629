import type { NextApiRequest, NextApiResponse } from "next";
import { rateLimit } from "secure-patterns/next";

export default rateLimit({ bucket: "pages", limit: 10, window: "60s" })(
  (request: NextApiRequest, response: NextApiResponse) => response.json(request.body),
);
