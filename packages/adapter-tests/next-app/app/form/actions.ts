"use server";
import { headers } from "next/headers";
import { rateLimit } from "secure-patterns";
import { protectAction } from "secure-patterns/next";

const limiter = rateLimit({ bucket: "action", limit: 2, window: "60s", clientIp: { trust: 1 } });

export const greet = protectAction(limiter, {
  headers,
  denied: (denial) => denial.message,
  action: async (_previous: string, form: FormData) => `Hello ${String(form.get("name"))}`,
});
