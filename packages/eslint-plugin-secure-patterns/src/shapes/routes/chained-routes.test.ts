import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const likely = { confidence: "likely" };

describe("routes whose layers are said after them", () => {
  testProject(
    "with methods of controllers",
    "require-rate-limit",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        type: "module",
        dependencies: { "@adonisjs/core": "6" },
      },
      "start/routes.ts": `
        import router from "@adonisjs/core/services/router";
        import { middleware } from "./kernel.js";
        import { throttle } from "./limiter.js";
        import Session from "../app/controllers/session_controller.js";
        const Coupons = () => import("../app/controllers/coupons_controller.js");
        router.post("/login", [Session, "store"]); // !
        router.post("/sign-in", [Session, "store"]).as("login").use(throttle);
        router.delete("/login", [Session, "destroy"]);
        router.get("/login", [Session, "show"]);
        router.post("/coupons/check", [Coupons, "check"]); // !
        router.post("/coupons/redeem", [Coupons, "check"]).use(middleware.auth());
        router.post("/coupons/validate", async ({ request }) => ({ valid: await isCoupon(request.input("code")) })); // !
        router.group(() => {
          router.post("/coupons/check", [Coupons, "check"]);
          router.group(() => router.post("/coupons/verify", [Coupons, "check"])).prefix("/v1");
        }).prefix("/api").use(throttle);
      `,
      "start/kernel.ts": "export const middleware = {};",
      "start/limiter.ts": "export const throttle = {};",
      "app/controllers/session_controller.ts": `
        import hash from "@adonisjs/core/services/hash";
        export default class SessionController {
          async store({ request, response }) {
            const user = await User.findBy("email", request.input("email"));
            if (!user || !(await hash.verify(user.password, request.input("password")))) return response.status(401).send("Invalid password");
            return user;
          }
          async show({ view }) { return view.render("login"); }
          async destroy({ auth }) { await auth.use("web").logout(); }
        }
      `,
      "app/controllers/coupons_controller.ts": `
        export default class CouponsController {
          async check({ request }) { return { valid: await isCoupon(request.input("code")) }; }
        }
      `,
    },
    likely,
  );

  testProject(
    "with methods that texts name",
    "require-rate-limit",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { "@adonisjs/core": "5" } },
      "start/routes.ts": `
        import Route from "@ioc:Adonis/Core/Route";
        Route.post("/coupons/check", "CouponsController.check"); // !
        Route.post("/coupons/verify", "Api/CouponsController.check");
        Route.post("/coupons/redeem", "CouponsController.check").middleware("throttle:global");
        Route.group(() => { Route.post("/coupons/check", "CouponsController.check"); }).middleware(["auth:api"]);
      `,
      "app/Controllers/Http/CouponsController.ts": `
        export default class CouponsController {
          public async check({ request }) { return { valid: await isCoupon(request.input("code")) }; }
        }
      `,
    },
    likely,
  );
});
