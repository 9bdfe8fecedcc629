import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const likely = { confidence: "likely" };

describe("no-token-race across helpers", () => {
  testProject(
    "a helper marks and saves the record that it is handed, in a callback",
    "no-token-race",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { mongoose: "5" } },
      "reset.js": `
      const { findForgotPassword, updatePassword, markResetPasswordAsUsed, renameForgotPassword } = require("./helpers");
      const resetPassword = async (req, res) => {
        const forgotPassword = await findForgotPassword(req.body.id);
        await updatePassword(req.body.password, forgotPassword.email);
        await markResetPasswordAsUsed(req, forgotPassword); // !
        res.end();
      };
      const labelReset = async (req, res) => {
        const forgotPassword = await findForgotPassword(req.body.id);
        await renameForgotPassword(req, forgotPassword);
        res.end();
      };
      module.exports = { resetPassword, labelReset };
    `,
      "helpers/index.js": `
      const { findForgotPassword } = require("./findForgotPassword");
      const { updatePassword } = require("./updatePassword");
      const { markResetPasswordAsUsed, renameForgotPassword } = require("./markResetPasswordAsUsed");
      module.exports = { findForgotPassword, updatePassword, markResetPasswordAsUsed, renameForgotPassword };
    `,
      "helpers/findForgotPassword.js": `
      const ForgotPassword = require("../models/forgotPassword");
      const findForgotPassword = (id = "") => {
        return new Promise((resolve, reject) => {
          ForgotPassword.findOne({ verification: id, used: false }, async (err, item) => {
            if (err || !item) reject(new Error());
            resolve(item);
          });
        });
      };
      module.exports = { findForgotPassword };
    `,
      "helpers/updatePassword.js": `
      const User = require("../models/user");
      const updatePassword = (password = "", email = "") => User.updateOne({ email }, { password });
      module.exports = { updatePassword };
    `,
      "helpers/markResetPasswordAsUsed.js": `
      const markResetPasswordAsUsed = (req = {}, forgot = {}) => {
        return new Promise((resolve, reject) => {
          forgot.used = true;
          forgot.ipChanged = req.ip;
          forgot.save((err, item) => (err ? reject(err) : resolve(item)));
        });
      };
      const renameForgotPassword = (req = {}, forgot = {}) => {
        forgot.label = req.body.label;
        return forgot.save();
      };
      module.exports = { markResetPasswordAsUsed, renameForgotPassword };
    `,
    },
    likely,
  );

  testProject(
    "a key's prefix that says “forget password”, in a constant of another file",
    "no-token-race",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { ioredis: "5" } },
      "constants.ts": `export const FORGET_PASSWORD_PREFIX = "forget-password:";`,
      "user.ts": `
      import { FORGET_PASSWORD_PREFIX } from "./constants";
      import { User } from "./entities";
      export class UserResolver {
        async changePassword(token: string, password: string, { redis, req }: Context) {
          const key = FORGET_PASSWORD_PREFIX + token;
          const userId = await redis.get(key);
          if (!userId) return null;
          await User.update({ id: userId }, { password });
          await redis.del(key); // !
          req.session.userId = userId;
          return userId;
        }
        async changePasswordOnce(token: string, password: string, { redis, req }: Context) {
          const userId = await redis.getdel(FORGET_PASSWORD_PREFIX + token);
          if (!userId) return null;
          await User.update({ id: userId }, { password });
          req.session.userId = userId;
          return userId;
        }
      }
    `,
    },
    likely,
  );

  testProject(
    "a service that updates a record by its own id saves it",
    "no-token-race",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        dependencies: { typeorm: "0.3", "@nestjs/common": "11" },
      },
      "invitations.service.ts": `
      import { Repository } from "typeorm";
      import { Invitation } from "./invitation.entity";
      export class InvitationsService {
        constructor(private invitationRepository: Repository<Invitation>) {}
        async findByToken(token: string) { return this.invitationRepository.findOne({ where: { token } }); }
        async updateInvitation(invitation: Invitation) { return this.invitationRepository.update(invitation.id, invitation); }
        async useInvitation(invitation: Invitation) {
          const { affected } = await this.invitationRepository.update({ id: invitation.id, usedAt: null }, { usedAt: new Date() });
          if (affected !== 1) throw new Error();
        }
      }
    `,
      "accept.service.ts": `
      import { InvitationsService } from "./invitations.service";
      import { CreditService } from "./credit.service";
      export class AcceptInvitationService {
        constructor(private readonly invitations: InvitationsService, private readonly credit: CreditService) {}
        async accept(token: string) {
          const invitation = await this.invitations.findByToken(token);
          if (!invitation) throw new Error();
          await this.credit.grantCredit(invitation.userId, invitation.amount);
          invitation.usedAt = new Date();
          await this.invitations.updateInvitation(invitation); // !
        }
        async acceptOnce(token: string) {
          const invitation = await this.invitations.findByToken(token);
          if (!invitation) throw new Error();
          await this.invitations.useInvitation(invitation);
          await this.credit.grantCredit(invitation.userId, invitation.amount);
        }
      }
    `,
    },
    likely,
  );

  testProject(
    "SvelteKit: a route of passwords, whose token a new one replaces through helpers",
    "no-token-race",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        dependencies: { "drizzle-orm": "1", "@sveltejs/kit": "2" },
      },
      "tsconfig.json": { extends: "./.svelte-kit/tsconfig.json" },
      "src/lib/server/users.ts": `
      import { eq, and } from "drizzle-orm";
      import { db, users } from "./db";
      export const updateUser = (id: string, user: UpdateUser) => db.update(users).set(user).where(eq(users.id, id));
      export const getUserByToken = async (token: string) => (await db.select().from(users).where(eq(users.token, token)))[0];
      export const resetByToken = (token: string, user: UpdateUser) =>
        db.update(users).set(user).where(eq(users.token, token)).returning();
    `,
      "src/routes/auth/password/update-[token]/+page.server.ts": `
      import { getUserByToken, updateUser } from "$lib/server/users";
      export const actions = {
        default: async ({ params, password }) => {
          const token = crypto.randomUUID();
          const user = await getUserByToken(params.token);
          if (!user) return fail(400);
          await updateUser(user.id, { token, password }); // !
        },
      };
    `,
      "src/routes/auth/password/replace-[token]/+page.server.ts": `
      import { resetByToken } from "$lib/server/users";
      export const actions = {
        default: async ({ params, password }) => {
          const token = crypto.randomUUID();
          const [user] = await resetByToken(params.token, { token, password });
          if (!user) return fail(400);
        },
      };
    `,
      "src/routes/feed/[token]/+page.server.ts": `
      import { getUserByToken, updateUser } from "$lib/server/users";
      export const actions = {
        default: async ({ params, theme }) => {
          const user = await getUserByToken(params.token);
          const token = crypto.randomUUID();
          await updateUser(user.id, { token, theme });
        },
      };
    `,
    },
    likely,
  );

  testProject("statements of another module", "no-token-race", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { pg: "8" } },
    "reset.js": `
      import * as queries from "./queries.js";
      import { markCode } from "./queries.js";
      import { pool } from "./db.js";
      export async function resetPassword(token, password) {
        const { rows } = await pool.query(queries.findReset, [token]);
        if (!rows[0]) throw new Error();
        await pool.query(queries.changePassword, [password, rows[0].user_id]);
        await pool.query(queries.deleteReset, [token]); // !
      }
      export async function redeem(code, user) {
        const { rowCount } = await pool.query(markCode, [code]);
        if (rowCount === 0) throw new Error();
        await pool.query(queries.pay, [user]);
      }
    `,
    "queries.js": `
      export const findReset = "SELECT * FROM password_resets WHERE token = $1";
      export const changePassword = "UPDATE users SET password = $1 WHERE id = $2";
      export const deleteReset = "DELETE FROM password_resets WHERE token = $1";
      export const markCode = "UPDATE vouchers SET used = true WHERE code = $1 AND used = false";
      export const pay = "UPDATE accounts SET balance = balance + 5 WHERE id = $1";
    `,
  });

  testProject(
    "a repository's delete that throws comes first, and is not waited for in vain",
    "no-token-race",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { "@prisma/client": "6" } },
      "auth.js": `
      import { Tokens } from "./tokens.js";
      import { prisma } from "./db.js";
      export class Auth {
        tokens = new Tokens();
        async resetPassword(token, password) {
          const found = await this.tokens.findPasswordReset(token);
          if (!found) throw new Error("Unknown");
          await prisma.user.update({ where: { id: found.userId }, data: { password } });
          await this.tokens.deletePasswordReset(token); // !
        }
        async confirmReset(token, password) {
          const found = await this.tokens.findPasswordReset(token);
          if (!found) throw new Error("Unknown");
          await this.tokens.deletePasswordReset(token);
          await prisma.user.update({ where: { id: found.userId }, data: { password } });
        }
      }
    `,
      "tokens.js": `
      import { prisma } from "./db.js";
      export class Tokens {
        async findPasswordReset(token) { return prisma.passwordReset.findUnique({ where: { token } }); }
        async deletePasswordReset(token) { return prisma.passwordReset.delete({ where: { token } }); }
      }
    `,
      "db.js": `import { PrismaClient } from "@prisma/client"; export const prisma = new PrismaClient();`,
    },
  );
});
