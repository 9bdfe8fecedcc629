import { expect, it } from "vitest";
import { boundColumns } from "./sql-columns.ts";

const columnsOf = (text: string): string[] =>
  boundColumns(text).map(({ table, name, position }) => `${table}.${name} ${position}`);

it.each([
  [
    "INSERT INTO orders (id, status, total) VALUES ($1, 'new', $2) RETURNING *",
    ["orders.id 0", "orders.total 1"],
  ],
  ['insert into "shop"."orders"("id", `total`) values(?, ?)', ["orders.id 0", "orders.total 1"]],
  ["INSERT OR IGNORE INTO orders (a, b) VALUES (1, ?)", ["orders.b 0"]],
  [
    "UPDATE accounts SET balance = balance - ?, seen = now(), name = ? WHERE id = ?",
    ["accounts.balance 0", "accounts.name 1"],
  ],
  ["UPDATE carts SET quantity = $2 WHERE id = $1", ["carts.quantity 1"]],
  ["SELECT * FROM orders WHERE total = $1", []],
  ["INSERT INTO orders (total) SELECT sum(price) FROM items WHERE cart = $1", []],
])("%s", (text, columns) => {
  expect(columnsOf(text)).toEqual(columns);
});
