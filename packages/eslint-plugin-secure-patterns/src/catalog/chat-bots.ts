import type { Framework } from "./types.ts";

/** What people write to a bot: it answers in their chat, but a statement built of it is anybody's. */
export const chatBots: Framework = {
  name: "chat-bots",
  packages: ["discord.js", "telegraf", "grammy"],
  types: {
    message: { annotated: ["discord.js#Message"] },
    interaction: {
      annotated: ["discord.js#{ChatInputCommandInteraction,CommandInteraction,ModalSubmitInteraction}"],
      named: ["interaction"],
    },
    client: { from: ["discord.js#new Client"], annotated: ["discord.js#Client"] },
    bot: { from: ["telegraf#new Telegraf", "grammy#new Bot"] },
    update: { annotated: ["{telegraf,grammy}#Context"] },
  },
  handlers: [
    { call: "client.{on,once}", if: { arg: 0, is: ["messageCreate"] }, params: ["message"] },
    { call: "client.{on,once}", if: { arg: 0, is: ["interactionCreate"] }, params: ["interaction"] },
    { call: "bot.{on,hears,command,action,use,start}", params: ["update"] },
  ],
  sources: [
    { read: "message.content", kind: "remote", what: "what somebody wrote", for: ["sql"], text: true },
    {
      read: "interaction.options.getString()",
      kind: "remote",
      what: "what somebody gave a command",
      for: ["sql"],
      text: true,
    },
    {
      read: "interaction.fields.getTextInputValue()",
      kind: "remote",
      what: "what somebody wrote",
      for: ["sql"],
      text: true,
    },
    { read: "update.message.text", kind: "remote", what: "what somebody wrote", for: ["sql"], text: true },
    { read: "update.match", kind: "remote", what: "what somebody gave a command", for: ["sql"], text: true },
  ],
};
