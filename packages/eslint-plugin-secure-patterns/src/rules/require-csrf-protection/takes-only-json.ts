import type { Analysis } from "../../shapes/analysis.ts";

/**
 * `app.use(express.json())` and no parser of forms: what a form of another site sends is not read, and before anything else a
 * browser asks whether it may.
 */
export function takesOnlyJson({ project, file }: Analysis): boolean {
  const { text } = file.unit;
  const isJson = TAKES_JSON.test(text) || IS_FASTIFY.test(text);
  if (!isJson || TAKES_FORMS.test(text) || ALLOWS_ANYBODY.test(text)) return false;
  const dependencies = project?.facts.dependencies;
  if (dependencies && FORM_PACKAGES.some((name) => dependencies.has(name))) return false;
  return !project?.filesUsing(["express", "body-parser"], TAKES_FORMS)?.length;
}

const TAKES_JSON = /\.use\(\s*(?:\w+\.)?json\(/;
/** It reads nothing but JSON and plain text unless a plugin is added. */
const IS_FASTIFY = /["']fastify["']/;
const TAKES_FORMS =
  /urlencoded|\b(?:bodyParser|body_parser)\(|\.(?:text|raw)\(\s*[{)]|formbody|multipart|method-?override/i;
/** `cors({ origin: true, credentials: true })`: whoever asks may. */
const ALLOWS_ANYBODY = /\borigin\s*:\s*(?:true|function|async|\(|["'`]\*)/;
const FORM_PACKAGES = [
  "multer",
  "formidable",
  "busboy",
  "connect-busboy",
  "multiparty",
  "express-fileupload",
  "express-formidable",
  "@fastify/formbody",
  "fastify-formbody",
  "@fastify/multipart",
  "method-override",
];
