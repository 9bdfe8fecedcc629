import type { Framework } from "./types.ts";

/** Pipes after which no text is left to choose. */
const PIPES =
  "@nestjs/common#{ParseIntPipe,ParseFloatPipe,ParseBoolPipe,ParseUUIDPipe,ParseEnumPipe,ParseDatePipe}";

export const nestjs: Framework = {
  name: "nestjs",
  packages: ["@nestjs/common"],
  sort: "server",
  types: {
    query: {},
    body: {},
    parameter: {},
    header: {},
    file: {},
    execution: { annotated: ["@nestjs/common#{ExecutionContext,ArgumentsHost}"] },
    "express/request": { from: ["execution.switchToHttp().getRequest()"] },
    "express/response": { from: ["execution.switchToHttp().getResponse()"] },
  },
  handlers: [
    { decorated: "@nestjs/common#{Req,Request}", params: ["express/request"] },
    { decorated: "@nestjs/common#{Res,Response}", params: ["express/response"] },
    { decorated: "@nestjs/common#Query", unless: PIPES, params: ["query"] },
    { decorated: "@nestjs/common#{Body,RawBody}", unless: PIPES, params: ["body"] },
    { decorated: "@nestjs/common#Param", unless: PIPES, params: ["parameter"] },
    { decorated: "@nestjs/common#Headers", unless: PIPES, params: ["header"] },
    { decorated: "@nestjs/common#{UploadedFile,UploadedFiles}", params: ["file"] },
    { decorated: "@nestjs/common#{Get,Post,Put,Patch,Delete,All}", params: [], result: "answer" },
    { decorated: "@nestjs/common#Redirect", params: [], result: "redirection" },
  ],
  sources: [
    { read: "query", kind: "remote", what: "the query string" },
    { read: "body", kind: "remote", what: "the request body" },
    { read: "parameter", kind: "remote", what: "a route parameter", text: true },
    { read: "header", kind: "remote", what: "a request header", text: true },
    { read: "file", kind: "remote", what: "an uploaded file" },
  ],
  contentTypes: [{ call: "@nestjs/common#Header", arg: 1, if: { arg: 0, is: ["content-type"] } }],
  sinks: [
    { returned: "redirection", at: ["url"], kind: "redirect", what: "@Redirect()" },
    {
      returned: "answer",
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "the handler's answer",
    },
  ],
};
