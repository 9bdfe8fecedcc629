import { ViewBuilder, type View } from "./view.ts";

const TAG = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{~?\s*([&#^/>!]?)\s*([^{}]*?)\s*~?\}\}/g;

interface Block {
  readonly name: string;
  readonly path: readonly string[];
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/** Templates of Handlebars and Mustache: `{{{name}}}`, `{{& name}}`. */
export function readMustaches(text: string): View {
  const builder = new ViewBuilder(text);
  const blocks: Block[] = [{ name: "", path: [], aliases: new Map() }];
  let end = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, raw, mark, inner = ""] = tag;
    builder.write(text.slice(end, tag.index));
    end = tag.index + whole.length;
    if (raw !== undefined || mark === "&") {
      const path = pathIn(raw ?? inner, blocks);
      builder.add(path && { path, json: false }, tag.index);
    } else if (mark === "#" || mark === "^") blocks.push(open(inner, blocks));
    else if (mark === "/") close(inner, blocks);
    else if (mark === ">") builder.include(inner.split(/\s/)[0] ?? "");
  }
  return builder.build();
}

function open(inner: string, blocks: readonly Block[]): Block {
  const around = blocks.at(-1) as Block;
  const [name = "", value = "", ...rest] = inner.split(/\s+/);
  const given = /\|\s*([\w$]+)/.exec(rest.join(" "))?.[1];
  const path = name === "each" || name === "with" ? pathIn(value, blocks) : undefined;
  if (!path) return { ...around, name };
  const asked = name === "each" ? [...path, "*"] : path;
  const aliases = given === undefined ? around.aliases : new Map([...around.aliases, [given, asked]]);
  return { name, path: given === undefined ? asked : around.path, aliases };
}

function close(inner: string, blocks: Block[]): void {
  const index = blocks.findLastIndex(({ name }) => name === inner.trim());
  if (index > 0) blocks.length = index;
}

/** `this.name`, `../title`, `@root.user.name`; undefined for what a helper makes. */
function pathIn(text: string, blocks: readonly Block[]): readonly string[] | undefined {
  const plain = text.trim();
  if (!/^(?:\.\.\/)*(?:@root\.)?[\w$][\w$./]*$|^this$|^\.$/.test(plain)) return undefined;
  const up = plain.match(/\.\.\//g)?.length ?? 0;
  const around = blocks[Math.max(blocks.length - 1 - up, 0)] as Block;
  const segments = plain
    .replace(/^(?:\.\.\/)+/, "")
    .split(/[./]/)
    .filter((each) => each !== "" && each !== "this");
  if (segments[0] === "@root") return segments.slice(1);
  const alias = around.aliases.get(segments[0] ?? "");
  return alias ? [...alias, ...segments.slice(1)] : [...around.path, ...segments];
}
