import type { Framework } from "./types.ts";

/** Who uploads a file chooses its name, and a name may hold `<`. */
export const files: Framework = {
  name: "files",
  packages: [],
  types: {
    names: {
      from: ["fs#readdirSync()", "{fs#promises.,fs/promises#}readdir()", "fs-extra#{readdir,readdirSync}()"],
    },
  },
  handlers: [{ call: "{fs,fs-extra}#readdir", params: [null, "names"] }],
  sources: [{ read: "names", kind: "stored", what: "a file's name", for: ["html"] }],
};
