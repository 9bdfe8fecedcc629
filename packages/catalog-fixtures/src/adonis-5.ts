import type { HttpContextContract } from "@ioc:Adonis/Core/HttpContext";
import Route from "@ioc:Adonis/Core/Route";
import Database from "@ioc:Adonis/Lucid/Database";
import { BaseModel } from "@ioc:Adonis/Lucid/Orm";

class Post extends BaseModel {}

Route.get("/to", async ({ request, response }) => {
  response.redirect().toPath(request.input("next")); // $ source remote $ sink redirect
});

export async function store({ request, auth }: HttpContextContract) {
  await Post.create(request.all()); // $ sink mass-assignment
  await Post.create(request.only(["title"])); // safe
  await auth.user?.merge(request.all()).save(); // $ sink mass-assignment
  await Database.rawQuery(`SELECT * FROM posts WHERE id = ${request.input("id")}`); // $ sink sql
}
