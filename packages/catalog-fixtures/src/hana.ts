import { createConnection } from "@sap/hana-client";
import express from "express";

const app = express();
const connection = createConnection();

app.get("/authors/:id", (req, res) => {
  connection.exec(`SELECT * FROM authors WHERE id = '${req.params.id}'`); // $ sink sql
  connection.exec("SELECT * FROM authors", (_, authors) => {
    res.send(`<p>${authors[0]?.["name"]}</p>`); // $ source stored $ sink html
    res.send(`<p>${authors[0]?.["id"]}</p>`); // safe
  });
  const statement = connection.prepare("SELECT * FROM authors WHERE id = ?"); // safe
  statement.exec([req.params.id], (_, authors) => {
    res.send(`<p>${authors[0]?.["name"]}</p>`); // $ source stored $ sink html
  });
  connection.prepare("CALL authors(?)", (_, procedure) => {
    procedure.exec([req.params.id], (__, ___, authors) => {
      res.send(`<p>${authors[0]?.["name"]}</p>`); // $ source stored $ sink html
    });
  });
});
