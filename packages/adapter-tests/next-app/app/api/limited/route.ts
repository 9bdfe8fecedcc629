import { rateLimit } from "secure-patterns/next";

const limit = rateLimit({ bucket: "route", limit: 10, window: "60s", clientIp: { trust: 1 } });

export const POST = limit(async (request) => Response.json(await request.json()));
