// Claims a token, says so, and never gets round to the effect. Arguments: which server, its port.
import { createPool } from "mysql2/promise";
import pg from "pg";
import { mysql } from "../../src/stores/mysql/mysql.ts";
import { postgres } from "../../src/stores/postgres/postgres.ts";

const [name, port] = process.argv.slice(2);
const address = { host: "127.0.0.1", port: Number(port) };
const store =
  name === "PostgreSQL"
    ? postgres(new pg.Pool({ ...address, user: "postgres", database: "postgres" }))
    : mysql(createPool({ ...address, user: "root", database: "mysql" }));

const claim = await store.takeToken(`${name}-killed`, "reset");
process.stdout.write(claim ? "claimed" : "lost");
setInterval(() => {}, 1000);
