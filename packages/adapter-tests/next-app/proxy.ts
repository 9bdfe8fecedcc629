import { NextResponse, type NextRequest } from "next/server";
import { rateLimit } from "secure-patterns/next";

const limit = rateLimit({ bucket: "proxy", limit: 5, window: "60s", clientIp: { trust: 1 } });

export const proxy = limit((_request: NextRequest) => NextResponse.next());

export const config = { matcher: "/proxied/:path*" };
