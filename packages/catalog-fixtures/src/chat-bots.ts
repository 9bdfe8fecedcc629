import { Client, type ChatInputCommandInteraction, type Message } from "discord.js";
import { Bot } from "grammy";
import pg from "pg";
import { Telegraf, type Context } from "telegraf";

const pool = new pg.Pool();
const client = new Client({ intents: [] });

client.on("messageCreate", async (message) => {
  await pool.query("SELECT * FROM notes WHERE tag = '" + message.content + "'"); // $ source remote $ sink sql
  await pool.query("SELECT * FROM notes WHERE tag = $1", [message.content]); // safe
});
client.on("interactionCreate", async (interaction) => {
  await pool.query("SELECT * FROM notes WHERE tag = '" + interaction.options.getString("tag") + "'"); // $ source remote $ sink sql
  await pool.query("SELECT * FROM notes WHERE tag = '" + interaction.fields.getTextInputValue("tag") + "'"); // $ source remote $ sink sql
});
export const onMessage = (message: Message) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + message.content + "'"); // $ source remote $ sink sql
export const execute = (interaction: ChatInputCommandInteraction) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + interaction.options.getString("tag") + "'"); // $ source remote $ sink sql

new Telegraf("").on("text", async (context) => {
  await pool.query("SELECT * FROM notes WHERE tag = '" + context.message.text + "'"); // $ source remote $ sink sql
});
new Bot("").command("find", async (context) => {
  await pool.query("SELECT * FROM notes WHERE tag = '" + context.match + "'"); // $ source remote $ sink sql
});
export const onUpdate = (context: Context) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + context.message.text + "'"); // $ source remote $ sink sql
