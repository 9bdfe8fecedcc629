import type { HttpContext } from "@adonisjs/core/http";
import { BaseModel, hasMany } from "@adonisjs/lucid/orm";
import db from "@adonisjs/lucid/services/db";
import type { HasMany } from "@adonisjs/lucid/types/relations";

class Comment extends BaseModel {
  declare text: string;
  declare price: number;
}

class Post extends BaseModel {
  declare id: number;
  declare title: string;
  declare price: number;
  @hasMany(() => Comment)
  declare comments: HasMany<typeof Comment>;
}

export async function store({ request, params }: HttpContext) {
  await Post.create(request.all()); // $ source remote $ sink mass-assignment
  await Post.create({ title: request.input("title") }); // safe
  await Post.create({ price: request.input("price") }); // $ sink amount
  await Post.create({ price: 3 }); // safe
  await Post.updateOrCreate({ id: params.id }, request.body()); // $ sink mass-assignment
  await Post.updateOrCreate({ id: params.id }, request.only(["title"])); // safe
  const post = await Post.findOrFail(params.id);
  await post.merge(request.all()).save(); // $ sink mass-assignment
  await post.merge({ title: request.input("title") }).save(); // safe
  await post.merge({ price: request.input("price") }).save(); // $ sink amount
  await post.related("comments").create(request.all()); // $ sink mass-assignment
  await new Post().fill(request.all()).save(); // $ sink mass-assignment
  await Post.query().where(request.qs()); // $ sink query-object
  await Post.query().where("id", params.id).update(request.all()); // $ sink mass-assignment
  await Post.query().where({ id: params.id }).update({ title: "x" }); // safe
  await db.rawQuery(`SELECT * FROM posts WHERE id = ${request.input("id")}`); // $ sink sql
  await db.rawQuery("SELECT * FROM posts WHERE id = ?", [request.input("id")]); // safe
  await Post.query().whereRaw(`id = ${request.input("id")}`); // $ sink sql
  await Post.query().whereRaw("id = ?", [request.input("id")]); // safe
  await db.table("posts").insert(request.all()); // $ sink mass-assignment
  await db.transaction(async (trx) => {
    await trx.rawQuery(`SELECT * FROM posts WHERE id = ${request.input("id")}`); // $ sink sql
    await trx.from("posts").where("id", 1).update(request.all()); // $ sink mass-assignment
  });
}
