import type { SinkRow } from "./sink-types.ts";
import type { Framework } from "./types.ts";

const MAIL = { kind: "html", output: "mail", what: "a mail" } as const satisfies Partial<SinkRow>;
/** One and the same for all rows: what two of them know of a call is told once. */
const HTML = ["html"];
/** What applications call their own senders: `sendEmail`, `mailService.send`, `this.mailer.sendMail`. */
const SENDER =
  "^(?:\\w+\\.)?(?:send|deliver|dispatch|queue)_?(?!.*(?:sms|push))\\w*e?mails?\\w*$|^\\w*(?:mail|mailer|email|transporter|smtp)\\w*\\.(?:send|deliver|dispatch)\\w*$";

/** Mail clients show HTML: a name from a form can forge a link in a mail that your domain signs. */
export const mail: Framework = {
  name: "mail",
  packages: ["nodemailer", "@sendgrid/mail", "resend", "postmark", "mailgun.js", "@aws-sdk/client-ses"],
  types: {
    transport: { from: ["nodemailer#createTransport()"], annotated: ["nodemailer#Transporter"] },
    resend: { from: ["resend#new Resend"] },
    postmark: { from: ["postmark#new {ServerClient,Client}"] },
    mailgun: { from: ["mailgun.js#new"] },
    "mailgun/client": { from: ["mailgun.client()"] },
  },
  sinks: [
    { call: "transport.sendMail", arg: 0, at: HTML, ...MAIL },
    { call: "@sendgrid/mail#{send,sendMultiple}", arg: 0, at: HTML, ...MAIL },
    { call: "resend.emails.send", arg: 0, at: HTML, ...MAIL },
    { call: "postmark.sendEmail", arg: 0, at: ["HtmlBody"], ...MAIL },
    { call: "mailgun/client.messages.create", arg: 1, at: HTML, ...MAIL },
    {
      call: "@aws-sdk/client-ses#new SendEmailCommand",
      arg: 0,
      at: ["Message", "Body", "Html", "Data"],
      ...MAIL,
    },
    { named: SENDER, arg: 0, at: HTML, likely: true, ...MAIL },
    { named: SENDER, arg: "all", begins: "<[a-z!]", likely: true, ...MAIL },
  ],
};
