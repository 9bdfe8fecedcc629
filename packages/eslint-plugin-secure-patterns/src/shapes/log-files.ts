import { calleeName, isCall, keyName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { type FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import type { Confidence } from "./create-rule.ts";
import { nodesOf } from "../flow/nodes.ts";
import type { SinkUse } from "./sink-uses.ts";
import { textsIn } from "./texts-in.ts";

/** A path that a log is written to. */
export interface LogFile {
  readonly node: Node;
  /** Relative to the project, with `/`; `*` for what is not known. */
  readonly path: string;
}

/** Why a served folder shows logs. */
export interface ServedLogs {
  readonly folder: string;
  readonly file: LogFile | undefined;
  readonly confidence: Confidence;
}

const LOG_PATH = /\.log$|(?:^|\/)logs?(?:\/|$)/i;
const LOG_FOLDER = /(?:^|\/)(?:access-?|error-?|audit-?|app-?)?logs?$/i;
const WRITERS =
  /^(?:appendFile(?:Sync)?|writeFile(?:Sync)?|createWriteStream|createStream|destination|File)$/;
const PATH_KEYS = /^(?:filename|file|path|destination|dest|dirname|logDirectory|logDir)$/;
const GUARDS = /auth|admin|login|logged|require|protect|guard|passport|basic|session|role|permission/i;

/** Every path in a file at which a log is written: `createWriteStream("a.log")`, `new transports.File({ filename })`. */
export function logFilesOf(file: FileFlow): readonly LogFile[] {
  const found: LogFile[] = [];
  for (const node of nodesOf(file.unit)) {
    const given = writtenPath(node);
    const path = given && pathOf(file, given);
    if (given && path !== undefined && LOG_PATH.test(path)) found.push({ node: given, path });
  }
  return found;
}

/** What of the logs a static server hands out. */
export function servedLogs(file: FileFlow, use: SinkUse): ServedLogs | undefined {
  const given = folderOf(file, use);
  const folder = given && pathOf(file, given);
  if (folder === undefined || (isCall(use.node) && isGuarded(use.node))) return undefined;
  if (LOG_FOLDER.test(folder)) return { folder, file: undefined, confidence: "proven" };
  const log = logFilesOf(file).find(({ path }) => isBelow(path, folder));
  if (log)
    return { folder: folder === "" ? "the project's folder" : folder, file: log, confidence: "proven" };
  return undefined;
}

/** The path that an expression spells: `path.join(__dirname, "public")` → `public`. */
export function pathOf(file: FileFlow, node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier && plain.name === "__dirname") return "";
  const texts = textsIn(file, plain);
  const isPlain = /^(?:Literal|TemplateLiteral)$/.test(plain.type);
  const text = isPlain ? texts[0] : plain.type === T.BinaryExpression ? texts.join("") : texts.at(-1);
  if (text === undefined) return undefined;
  const parts = text.split(/[/\\]+/).filter((part) => !/^(?:\.{0,2}|\*|file:)$/.test(part));
  return parts.join("/");
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function writtenPath(node: Node): Node | undefined {
  if (isCall(node) && WRITERS.test(calleeName(node) ?? "")) {
    const [first] = node.arguments;
    return first && unwrap(first).type !== T.ObjectExpression ? first : undefined;
  }
  if (node.type !== T.Property || !PATH_KEYS.test(keyName(node) ?? "")) return undefined;
  return /Expression$|Literal$|^Identifier$/.test(node.value.type) ? node.value : undefined;
}

/** The folder itself, or what stands in the options. */
function folderOf(file: FileFlow, { value, row }: SinkUse): Node | undefined {
  const [key] = row.at ?? [];
  if (key === undefined) return value;
  const plain = unwrap(value);
  const object = plain.type === T.ObjectExpression ? plain : trace(file, plain).map(({ node }) => node)[0];
  if (object?.type !== T.ObjectExpression) return undefined;
  for (const property of object.properties) {
    if (property.type === T.Property && keyName(property) === key) return property.value;
  }
  return undefined;
}

/** `app.use("/logs", requireAdmin, express.static("logs"))` */
function isGuarded(call: CallNode): boolean {
  const { parent } = call;
  if (parent?.type !== T.CallExpression) return false;
  return parent.arguments.some((argument) => {
    if (argument === call) return false;
    const plain = unwrap(argument);
    const name = isCall(plain) ? calleeName(plain) : plain.type === T.Identifier ? plain.name : undefined;
    return name !== undefined && GUARDS.test(name);
  });
}
