import type { Framework } from "./types.ts";

/** Mail clients show HTML: a name from a form can forge a link in a mail that your domain signs. */
export const mail: Framework = {
  name: "mail",
  packages: ["nodemailer", "@sendgrid/mail", "resend", "postmark"],
  types: {
    transport: { from: ["nodemailer#createTransport()"], annotated: ["nodemailer#Transporter"] },
    resend: { from: ["resend#new Resend"] },
    postmark: { from: ["postmark#new {ServerClient,Client}"] },
  },
  sinks: [
    { call: "transport.sendMail", arg: 0, at: ["html"], kind: "html", output: "mail", what: "a mail" },
    {
      call: "@sendgrid/mail#{send,sendMultiple}",
      arg: 0,
      at: ["html"],
      kind: "html",
      output: "mail",
      what: "a mail",
    },
    { call: "resend.emails.send", arg: 0, at: ["html"], kind: "html", output: "mail", what: "a mail" },
    { call: "postmark.sendEmail", arg: 0, at: ["HtmlBody"], kind: "html", output: "mail", what: "a mail" },
  ],
};
