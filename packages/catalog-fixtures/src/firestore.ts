import express from "express";
import { getFirestore } from "firebase-admin/firestore";
import { addDoc, getDocs, onSnapshot } from "firebase/firestore";

const app = express();
const db = getFirestore();

app.post("/users/:id", async (req, res) => {
  await db.collection("users").add(req.body); // $ sink mass-assignment
  await db.collection("users").doc(req.params.id).set({ name: req.body.name }); // safe
  await db.collection("users").doc(req.params.id).update({ balance: req.body.balance }); // $ sink amount
  await db.runTransaction(async (transaction) => {
    transaction.set(db.collection("users").doc(req.params.id), { ...req.body }); // $ sink mass-assignment
    transaction.set(db.collection("users").doc(req.params.id), { name: req.body.name }); // safe
  });
  await addDoc("users", req.body); // $ sink mass-assignment
  await addDoc("users", { name: req.body.name }); // safe
  const users = await db.collection("users").get();
  users.forEach((user) => res.send(`<p>${user.data()["name"]}`)); // $ source stored $ sink html
  const one = await db.collection("users").doc(req.params.id).get();
  res.send(`<p>${one.data()!["name"]}`); // $ source stored $ sink html
  const found = await getDocs("users");
  res.send(`<p>${found.docs[0]!.data().name}`); // $ source stored $ sink html
  db.collection("users").onSnapshot((all) => {
    res.send(`<p>${all.docs[0]!.data()["name"]}`); // $ source stored $ sink html
  });
  onSnapshot("users", (all) => {
    res.send(`<p>${all.docs[0]!.data().name}`); // $ source stored $ sink html
  });
  res.json({});
});
