import { fail, redirect, type RequestEvent } from "@sveltejs/kit";
import { protectAction } from "secure-patterns/sveltekit";

export const actions = {
  default: protectAction(globalThis.protection, {
    denied: (denial) => fail(denial.status, { error: denial.message }),
    action: async ({ request }: RequestEvent) => {
      const form = await request.formData();
      if (form.get("password") !== "right") return fail(400, { error: "wrong" });
      redirect(303, "/hook/ok");
    },
  }),
};
