import express from "express";
import pdf from "html-pdf";
import { JSDOM } from "jsdom";
import puppeteer from "puppeteer";
import wkhtmltoimage from "wkhtmltoimage";
import wkhtmltopdf from "wkhtmltopdf";

const app = express();

app.get("/", async (req, res) => {
  const text = String(req.query.text); // $ source remote
  new JSDOM(text, { runScripts: "dangerously" }); // $ sink html
  new JSDOM("<hr>", { runScripts: "dangerously" }); // safe
  new JSDOM(text);
  wkhtmltopdf(text); // $ sink html
  wkhtmltopdf("<hr>"); // safe
  wkhtmltoimage.generate(text); // $ sink html
  wkhtmltoimage.generate("<hr>"); // safe
  pdf.create(text); // $ sink html
  pdf.create("<hr>"); // safe
  const browser = await puppeteer.launch();
  const page = await browser.newPage();
  await page.setContent(text); // $ sink html
  await page.setContent("<hr>"); // safe
  res.json({});
});
