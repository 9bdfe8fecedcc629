import type { Framework } from "./types.ts";

/** What other servers, and the own one, answer: it may hold what a user once entered. */
export const httpAnswers: Framework = {
  name: "http-answers",
  packages: [],
  types: {
    axios: { from: ["axios#", "axios#create()", "global#axios"] },
    request: { from: ["global#new XMLHttpRequest"] },
  },
  sources: [
    { read: "global#fetch().{json,text}()", kind: "stored", what: "a server's answer", for: ["html"] },
    {
      read: "browser/window.fetch().{json,text}()",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
    },
    { read: "axios.{get,post,put,request}().data", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "axios().data", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "{got,ky}#().{json,text,body}()", kind: "stored", what: "a server's answer", for: ["html"] },
    { read: "request.{responseText,response}", kind: "stored", what: "a server's answer", for: ["html"] },
  ],
};
