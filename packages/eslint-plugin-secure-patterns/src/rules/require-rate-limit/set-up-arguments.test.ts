import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const account = (mark: string): string => `
      const users = require("./users"); const mails = require("./mails");
      module.exports = {
        init(app) {
          app.post("/forgot-password", async (req, res) => {${mark}
            const user = await users.findByEmail(req.body.email);
            if (!user) return res.status(404).send("no such user");
            await mails.sendMail({ to: user.email, subject: "reset" });
            res.send("sent");
          });
        },
      };
    `;

describe("require-rate-limit before set-up functions", () => {
  const files = { "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } } };

  testProject(
    "counts nothing that another one is handed for its own routes",
    "require-rate-limit",
    {
      ...files,
      "server.js": `
      const express = require("express"); const app = express(); const captcha = require("./captcha");
      require("./auth").init(app, captcha);
      require("./account").init(app);
      app.listen(3000);
    `,
      "auth.js": `
      exports.init = (app, captcha) => {
        app.get("/register", (req, res) => res.send(captcha.siteKey));
      };
    `,
      "captcha.js": 'exports.siteKey = "key";',
      "account.js": account(" // !"),
    },
    { confidence: "likely" },
  );

  testProject(
    "counts what it puts before the others",
    "require-rate-limit",
    {
      ...files,
      "server.js": `
      const express = require("express"); const app = express(); const { rateLimit } = require("express-rate-limit");
      require("./limits").init(app, rateLimit({ max: 10 }));
      require("./account").init(app);
      app.listen(3000);
    `,
      "limits.js": "exports.init = (app, limiter) => { app.use(limiter); };",
      "account.js": account(""),
    },
    { confidence: "likely" },
  );
});
