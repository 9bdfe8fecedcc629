import type { EntityManager } from "@mikro-orm/core";
import { PrismaClient } from "@prisma/client";
import { createClient } from "@supabase/supabase-js";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/node-postgres";
import express from "express";
import knex from "knex";
import { Kysely } from "kysely";
import { MongoClient } from "mongodb";
import mongoose from "mongoose";
import { createConnection } from "mysql2";
import mysql from "mysql2/promise";
import { Model } from "objection";
import { Pool } from "pg";
import pgPromise from "pg-promise";
import { DataTypes, Sequelize } from "sequelize";
import { open } from "sqlite";
import { DataSource } from "typeorm";

interface Named {
  id: number;
  name: string;
  createdAt: string;
}

interface Queries {
  query: { users: { findFirst(): Promise<unknown> } };
}

class User {}
class Member extends Model {}
declare const em: EntityManager;
declare const respond: express.Response;
const prisma = new PrismaClient();
const Post = mongoose.model("Post", new mongoose.Schema({ name: String }));
const notes = new MongoClient("mongodb://localhost").db("shop").collection("notes");
const pool = new Pool();
const promised = pgPromise()("postgres://localhost");
const connection = mysql.createPool({});
const old = createConnection({});
const orm = drizzle({});
const query = knex({ client: "pg" });
const typed = new Kysely({});
const Reader = new Sequelize("sqlite::memory:").define("Reader", { name: DataTypes.STRING });
const source = new DataSource({});
const users = source.getRepository(User);
const file = new Database("app.db");
const supabase = createClient("https://x.supabase.co", "key");

function name(record: unknown): string {
  return (record as Named).name;
}

export async function show(id: string): Promise<void> {
  const user = (await prisma.user.findUnique({ where: { id } })) as Named; // $ source stored
  respond.send(`<p>${user.name}</p>`); // $ sink html
  respond.send(`<p>${user.id}, ${user.createdAt}</p>`); // safe
  const post = (await Post.findById(id)) as Named | null; // $ source stored
  respond.send(`<p>${post?.name}</p>`); // $ sink html
  const lean = (await Post.find().lean().exec()) as unknown as Named[]; // $ source stored
  respond.send(`<p>${lean.at(0)?.name}</p>`); // $ sink html
  const note = await notes.findOne({}); // $ source stored
  respond.send(`<p>${name(note)}</p>`); // $ sink html
  const [first] = await notes.find().toArray(); // $ source stored
  respond.send(`<p>${name(first)}</p>`); // $ sink html
  const { rows } = await pool.query("SELECT name FROM users");
  respond.send(`<p>${name(rows[0])}</p>`); // $ source stored $ sink html
  const one = await promised.one("SELECT name FROM users"); // $ source stored
  respond.send(`<p>${name(one)}</p>`); // $ sink html
  const [answers] = await connection.query("SELECT name FROM users"); // $ source stored
  respond.send(`<p>${name((answers as Named[])[0])}</p>`); // $ sink html
  const [selected] = (await orm.select().from({})) as Named[]; // $ source stored
  respond.send(`<p>${selected?.name}</p>`); // $ sink html
  const related = await (orm as unknown as Queries).query.users.findFirst(); // $ source stored
  respond.send(`<p>${name(related)}</p>`); // $ sink html
  const row = await query("users").where({ id }).first(); // $ source stored
  respond.send(`<p>${name(row)}</p>`); // $ sink html
  const taken = await typed.selectFrom("users").executeTakeFirst(); // $ source stored
  respond.send(`<p>${name(taken)}</p>`); // $ sink html
  const reader = await Reader.findByPk(id); // $ source stored
  respond.send(`<p>${name(reader)}</p>`); // $ sink html
  const found = await users.findOneBy({ id }); // $ source stored
  respond.send(`<p>${name(found)}</p>`); // $ sink html
  const managed = await source.manager.findOneBy(User, { id }); // $ source stored
  respond.send(`<p>${name(managed)}</p>`); // $ sink html
  const built = await users.createQueryBuilder("user").getOne(); // $ source stored
  respond.send(`<p>${name(built)}</p>`); // $ sink html
  const got = file.prepare("SELECT name FROM users").get(); // $ source stored
  respond.send(`<p>${name(got)}</p>`); // $ sink html
  const opened = await open({ filename: "app.db" });
  const all = await opened.all("SELECT name FROM users"); // $ source stored
  respond.send(`<p>${name(all)}</p>`); // $ sink html
  const { data } = (await supabase.from("users").select()) as { data: unknown };
  respond.send(`<p>${name(data)}</p>`); // $ source stored $ sink html
  const member = await Member.query().findById(id); // $ source stored
  respond.send(`<p>${name(member)}</p>`); // $ sink html
  const entity = await em.findOne(User, { id }); // $ source stored
  respond.send(`<p>${name(entity)}</p>`); // $ sink html
  old.query("SELECT name FROM users", (error: unknown, records: unknown) => {
    respond.send(`<p>${name(records)}</p>`); // $ source stored $ sink html
  });
}
