// file: app/controllers/pages_controller.ts
import "@adonisjs/core/providers/vinejs_provider";
import "@adonisjs/core/providers/edge_provider";
import type { HttpContext, Request, Response } from "@adonisjs/core/http";
import router from "@adonisjs/core/services/router";
import vine from "@vinejs/vine";

const validator = vine.compile(vine.object({ next: vine.string() }));

export default class PagesController {
  async redirects({ request, response, params }: HttpContext) {
    response.redirect(request.input("next")); // $ source remote $ sink redirect
    response.redirect("/home"); // safe
    response.redirect().toPath(request.qs()["next"]); // $ source remote $ sink redirect
    response
      .redirect()
      .status(303)
      .toPath(request.only(["next"]).next); // $ source remote $ sink redirect
    response.redirect().toPath("/home"); // safe
    response.redirect(String(request.param("next"))); // $ source remote $ sink redirect
    response.redirect(params.next); // $ source remote $ sink redirect
    response.redirect(request.header("referer") ?? "/"); // $ source remote $ sink redirect
    response.redirect(request.plainCookie("next")); // $ source remote $ sink redirect
    response.redirect(request.except(["page"]).next); // $ source remote $ sink redirect
    response.header("location", request.input("next")); // $ sink redirect
    response.header("location", "/"); // safe
    const { next } = await request.validateUsing(validator);
    response.redirect(next); // $ source remote $ sink redirect
  }

  async pages({ request, response, view }: HttpContext) {
    response.send(`<p>${request.input("name")}</p>`); // $ sink html
    response.send("<p>hello</p>"); // safe
    response.send({ name: request.input("name") });
    return view.render("page", request.all());
  }

  async answer({ request }: HttpContext) {
    if (request.input("plain")) return "<p>hello</p>"; // safe
    return `<p>${request.input("name")}</p>`; // $ sink html
  }

  async untyped({ request, response }: any) {
    return response.redirect(request.input("next")); // $ sink redirect
  }
}

const back = (request: Request, response: Response) => response.redirect(request.input("back")); // $ sink redirect

router.get("/back", ({ request, response }) => back(request, response));
router.get("/to", ({ request, response }) => response.redirect(request.input("to"))); // $ sink redirect
router.route("/any", ["GET"], ({ request }) => `<p>${request.input("name")}</p>`); // $ sink html
