import express from "express";
import ldap, { EqualityFilter } from "ldapjs";
import { filter as escapeFilter } from "ldap-escape";

const app = express();
const client = ldap.createClient({ url: "ldap://127.0.0.1" });

app.get("/people/:name", (req, res) => {
  const { name } = req.params;
  client.search("o=us", { filter: `(uid=${name})` }); // $ sink sql
  client.search("o=us", { filter: new EqualityFilter({ attribute: "uid", value: name }) }); // safe
  client.search("o=us", { filter: escapeFilter`(uid=${name})` }); // safe
  client.search("o=us", { filter: ldap.parseFilter(`(&(uid=${name})(active=TRUE))`) }); // $ sink sql
  client.search("o=us", { filter: ldap.parseFilter("(active=TRUE)") }); // safe
  res.json({});
});
