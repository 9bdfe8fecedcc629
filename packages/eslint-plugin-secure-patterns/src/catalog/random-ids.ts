import type { Framework } from "./types.ts";

/** Packages that make identifiers: from the clock, from chance, or from too little chance. */
export const randomIds: Framework = {
  name: "random-ids",
  packages: [],
  randomness: [
    { call: "uuid#{v1,v6}", is: "time", what: "a version 1 UUID" },
    { call: "uuid/v1#", is: "time", what: "a version 1 UUID" },
    { call: "node-uuid#v1", is: "time", what: "a version 1 UUID" },
    { call: "uuid#v7", is: "strong", size: { bits: 4, default: 18 }, what: "a version 7 UUID" },
    { call: "uuid#v4", is: "strong", size: { bits: 4, default: 32 }, what: "a UUID" },
    { call: "uuid/v4#", is: "strong", size: { bits: 4, default: 32 }, what: "a UUID" },
    {
      call: "nanoid#{nanoid,customRandom}",
      is: "strong",
      size: { arg: 0, bits: 6, default: 21 },
      what: "nanoid",
    },
    { call: "nanoid#customAlphabet()", is: "strong", what: "nanoid" },
    { call: "nanoid/non-secure#{nanoid,customAlphabet}", is: "guessable", what: "nanoid/non-secure" },
    { call: "nanoid/non-secure#customAlphabet()", is: "guessable", what: "nanoid/non-secure" },
    { call: "{shortid#generate,shortid#}", is: "time", what: "shortid" },
    { call: "{uniqid,uniqid#time,uniqid#process}#", is: "time", what: "uniqid" },
    { call: "cuid#", is: "time", what: "cuid" },
    { call: "{@paralleldrive/cuid2,cuid2}#createId", is: "strong", what: "cuid2" },
    {
      call: "{lodash,underscore,lodash-es}#{random,sample,sampleSize,shuffle}",
      is: "guessable",
      what: "lodash",
    },
    { call: "{lodash,underscore,lodash-es}#uniqueId", is: "time", what: "a counter" },
    {
      call: "{randomstring#generate,crypto-random-string#,rand-token#generate}",
      is: "strong",
      what: "chance",
    },
    {
      call: "{lodash.random,lodash/random,random-number,random-int}#",
      is: "guessable",
      what: "Math.random()",
    },
    {
      call: "{random-string#,@lukeed/uuid#v4,voucher-code-generator#generate}",
      is: "guessable",
      what: "Math.random()",
    },
    { call: "bson#new ObjectId", is: "time", what: "an ObjectId" },
    { call: "mongodb#new {ObjectId,ObjectID}", is: "time", what: "an ObjectId" },
    { call: "mongoose#new Types.ObjectId", is: "time", what: "an ObjectId" },
  ],
};
