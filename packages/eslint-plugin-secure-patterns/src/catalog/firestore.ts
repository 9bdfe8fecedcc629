import type { ReferenceRow } from "./operation-types.ts";
import type { Framework } from "./types.ts";

const REFERENCE: ReferenceRow = {
  makers: ["doc", "collection", "collectionGroup", "query"],
  filters: ["where"],
};

/** Firestore by the admin SDK and by the web SDK. */
export const firestore: Framework = {
  name: "firestore",
  packages: ["@google-cloud/firestore", "firebase-admin", "firebase"],
  sort: "database",
  types: {
    database: {
      from: [
        "@google-cloud/firestore#new Firestore",
        "firebase-admin/firestore#getFirestore()",
        "firebase-admin#firestore()",
        "global#firebase.firestore()",
      ],
      annotated: ["{@google-cloud/firestore,firebase-admin/firestore}#Firestore"],
    },
    reference: {
      from: ["database.{collection,doc,collectionGroup}()"],
      annotated: [
        "{@google-cloud/firestore,firebase-admin/firestore}#{CollectionReference,DocumentReference}",
      ],
      fluent: true,
    },
    snapshot: {
      from: ["reference.get()", "{firebase/firestore,firebase/firestore/lite}#{getDoc,getDocs}()"],
    },
    writer: {
      from: ["database.{batch,bulkWriter}()"],
      annotated: ["{@google-cloud/firestore,firebase-admin/firestore}#{WriteBatch,Transaction}"],
    },
  },
  handlers: [
    { call: "database.runTransaction", params: ["writer"] },
    { call: "reference.onSnapshot", params: ["snapshot"] },
    { call: "firebase/firestore#onSnapshot", params: ["snapshot"] },
  ],
  sources: ["snapshot.data()", "snapshot.*.data()", "snapshot.docs.*.data()"].map((read) => ({
    read,
    kind: "stored",
    what: "a record of the database",
    mixed: true,
    for: ["html"],
  })),
  builders: [
    {
      verbs: { delete: "delete", update: "update", set: "upsert", get: "read" },
      tables: ["collection", "."],
      filters: ["doc", "where"],
      sets: ["update", "set"],
      needs: ["doc", "where"],
      mute: true,
    },
  ],
  operations: [
    // in a transaction they fail where what was read has changed
    { methods: ["update"], does: "save", record: { arg: 0 }, sets: { arg: 1 }, receiver: "batch$|^wb$" },
    { methods: ["set"], does: "upsert", record: { arg: 0 }, sets: { arg: 1 }, receiver: "batch$|^wb$" },
    { methods: ["delete"], does: "delete", record: { arg: 0 }, most: 1, receiver: "batch$|^wb$", mute: true },
    { methods: ["getDoc", "getDocs", "getDocFromServer"], does: "read", reference: REFERENCE },
    { methods: ["updateDoc"], does: "save", record: { arg: 0 }, sets: { arg: 1 }, reference: REFERENCE },
    { methods: ["setDoc"], does: "upsert", record: { arg: 0 }, sets: { arg: 1 }, reference: REFERENCE },
    { methods: ["deleteDoc"], does: "delete", record: { arg: 0 }, reference: REFERENCE, mute: true },
  ],
  sinks: [
    {
      call: "reference.{add,set,update,create}",
      arg: 0,
      kind: "mass-assignment",
      what: "the document that Firestore writes",
    },
    {
      call: "writer.{set,update,create}",
      arg: 1,
      kind: "mass-assignment",
      what: "the document that Firestore writes",
    },
    {
      call: "{firebase/firestore,firebase/firestore/lite}#{addDoc,setDoc,updateDoc}",
      arg: 1,
      kind: "mass-assignment",
      what: "the document that Firestore writes",
    },
    {
      call: "reference.{add,set,update,create}",
      arg: 0,
      kind: "amount",
      what: "the document that Firestore writes",
    },
  ],
};
