import { fail, type Actions } from "@sveltejs/kit";
import { protectAction } from "secure-patterns/sveltekit";
import { rateLimit } from "secure-patterns";

export const actions = {
  login: protectAction(rateLimit({ bucket: "login", limit: 10, window: "60s" }), {
    denied: (denial) => fail(denial.status, { message: denial.message }),
    action: async ({ request }) => {
      const form = await request.formData();
      if (!(await checkPassword(form.get("password")))) return fail(400, { message: "Wrong password" });
      return { done: true };
    },
  }),
} satisfies Actions;

async function checkPassword(password: unknown): Promise<boolean> {
  return Promise.resolve(password === "right");
}
