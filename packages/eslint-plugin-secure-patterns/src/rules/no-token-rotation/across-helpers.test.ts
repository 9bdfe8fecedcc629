import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const likely = { confidence: "likely" };

describe("no-token-rotation across helpers", () => {
  testProject(
    "SvelteKit: one column of the user holds the token that is sent",
    "no-token-rotation",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        dependencies: { "drizzle-orm": "1", "@sveltejs/kit": "2" },
      },
      "tsconfig.json": { extends: "./.svelte-kit/tsconfig.json" },
      "src/lib/server/users.ts": `
      import { eq } from "drizzle-orm";
      import { db, users } from "./db";
      export const updateUser = (id: string, user: UpdateUser) => db.update(users).set(user).where(eq(users.id, id));
      export const getUserByToken = async (token: string) => (await db.select().from(users).where(eq(users.token, token)))[0];
    `,
      "src/routes/auth/password/reset/+page.server.ts": `
      import { updateUser } from "$lib/server/users";
      import { sendPasswordResetEmail } from "$lib/mail";
      export const actions = {
        default: async ({ request }) => {
          const user = await find(request);
          const token = crypto.randomUUID();
          await updateUser(user.id, { token }); // !
          await sendPasswordResetEmail(user.email, token);
        },
      };
    `,
      "src/routes/auth/password/update-[token]/+page.server.ts": `
      import { getUserByToken, updateUser } from "$lib/server/users";
      import { sendPasswordResetEmail } from "$lib/mail";
      export const actions = {
        default: async ({ params, password }) => {
          const user = await getUserByToken(params.token);
          const token = crypto.randomUUID();
          await updateUser(user.id, { token, password });
          await sendPasswordResetEmail(user.email, "done");
        },
      };
    `,
      "src/routes/profile/+page.server.ts": `
      import { updateUser } from "$lib/server/users";
      export const actions = {
        default: async ({ locals }) => {
          const token = crypto.randomUUID();
          await updateUser(locals.user.id, { token });
        },
      };
    `,
    },
    likely,
  );

  testProject(
    "a service around Redis is told the key",
    "no-token-rotation",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { ioredis: "5" } },
      "redis.service.ts": `
      import Redis from "ioredis";
      export class RedisService {
        private redis = new Redis();
        async keep(key: string, value: string, seconds: number) { await this.redis.set(key, value, "EX", seconds); }
      }
    `,
      "auth.service.ts": `
      import { RedisService } from "./redis.service";
      export class AuthService {
        constructor(private readonly redisService: RedisService) {}
        async sendCode(email: string, code: string) {
          await this.redisService.keep(\`verify:\${email}\`, code, 600); // !
        }
        async sendToken(email: string, token: string) {
          await this.redisService.keep(\`verify:\${token}\`, email, 600);
        }
        async sendSignUpCode(email: string, code: string) {
          await this.redisService.keep(\`signup:\${email}\`, code, 600); // !
        }
        async countSignUps(email: string, count: string) {
          await this.redisService.keep(\`signup:\${email}\`, count, 600);
        }
        async keepSession(email: string, code: string) {
          await this.redisService.keep(\`session:\${email}\`, code, 600);
        }
      }
    `,
    },
    likely,
  );

  testProject(
    "what a helper overwrites is reported in the helper",
    "no-token-rotation",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { mongoose: "8" } },
      "user.js": `
      const sendLoginLink = async (user, req) => {
        user.loginToken = makeToken();
        await user.save(); // !
        await mail(user.email, user.loginToken);
      };
      exports.requestLogin = async (req, res) => {
        const user = await User.findOne({ email: req.body.email });
        if (user) await sendLoginLink(user, req);
        res.end();
      };
    `,
    },
    likely,
  );
});
