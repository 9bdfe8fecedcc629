import { readdirSync, readdir } from "node:fs";

document.body.innerHTML = readdirSync("/uploads").join(""); // $ source stored $ sink html
readdir("/uploads", (_, names) => {
  for (const name of names) document.body.innerHTML += `<li>${name}</li>`; // $ sink html
});
