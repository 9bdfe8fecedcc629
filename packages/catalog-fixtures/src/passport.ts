import express from "express";
import koaPassport from "koa-passport";
import passport from "passport";
import { Strategy } from "passport-local";
import { Pool } from "pg";

const pool = new Pool();

export const byName = new Strategy(async (username: unknown, password: unknown, done: () => void) => {
  await pool.query(`SELECT * FROM users WHERE name = '${username}'`); // $ source remote $ sink sql
  await pool.query("SELECT * FROM users WHERE name = $1", [username]); // safe
  await pool.query("SELECT * FROM users WHERE password = '" + password + "'"); // $ source remote $ sink sql
  done();
});

export const withRequest = new Strategy(
  { passReqToCallback: true },
  async (req: unknown, email: unknown, password: unknown, done: () => void) => {
    await pool.query(`SELECT * FROM users WHERE mail = '${email}'`); // $ source remote $ sink sql
    done();
  },
);

export const app = express();

app.get("/callback", (req, res, next) => {
  const to = String(req.query.state); // $ source remote
  passport.authenticate("google", { successRedirect: to })(req, res, next); // $ sink redirect
  passport.authenticate("google", { failureRedirect: to })(req, res, next); // $ sink redirect
  koaPassport.authenticate("google", { successRedirect: to }); // $ sink redirect
  passport.authenticate("google", { successRedirect: `/home?to=${to}` })(req, res, next); // safe
  passport.authenticate("google", { successRedirect: "/home", state: to })(req, res, next); // safe
});
