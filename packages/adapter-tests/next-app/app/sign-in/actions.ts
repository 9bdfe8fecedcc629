"use server";
import { checkPassword } from "../../lib/accounts";
import { protectAction } from "secure-patterns/next";
import { rateLimit } from "secure-patterns";
import { headers } from "next/headers";

export const signIn = protectAction(
  rateLimit({ bucket: "login", limit: 10, window: "60s", clientIp: { trust: 1 } }),
  {
    headers,
    denied: (denial) => ({ ok: false as const, error: denial.message }),
    action: async function signIn(_previous: unknown, form: FormData) {
      const isRight = await checkPassword(String(form.get("name")), String(form.get("password")));
      if (!isRight) return { ok: false as const, error: "Wrong password" };
      return { ok: true as const, name: String(form.get("name")) };
    },
  },
);
