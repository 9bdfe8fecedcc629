import {
  collection,
  deleteDoc,
  doc,
  getDoc,
  getDocFromServer,
  getDocs,
  query,
  setDoc,
  updateDoc,
  where,
} from "firebase/firestore";
import { getFirestore } from "firebase-admin/firestore";

const db = getFirestore();

export async function operations(hash: string): Promise<void> {
  await db.collection("resets").doc(hash).get(); // $ read resets
  await db.collection("resets").where("hash", "==", hash).get(); // $ read resets
  await db.collection("resets").doc(hash).delete(); // $ delete resets
  await db.collection("resets").doc(hash).update({ used: true }); // $ update resets
  await db.collection("resets").doc(hash).set({ used: true }); // $ upsert resets
  const batch = db.batch();
  batch.set(db.collection("resets").doc(hash), { used: true }); // $ upsert resets
  batch.update(db.collection("resets").doc(hash), { used: true }); // $ save resets
  batch.delete(db.collection("resets").doc(hash)); // $ delete resets
  await batch.commit();
}

export async function operationsByFunctions(hash: string): Promise<void> {
  const reset = doc(db, "resets", hash);
  await getDoc(reset); // $ read resets
  await getDocFromServer(doc(db, `resets/${hash}`)); // $ read resets
  await getDocs(query(collection(db, "resets"), where("hash", "==", hash))); // $ read resets
  await updateDoc(reset, { used: true }); // $ save resets
  await setDoc(reset, { used: true }); // $ upsert resets
  await deleteDoc(doc(collection(db, "resets"), hash)); // $ delete resets
}
