import { isCall, T, type Node } from "../src/ast/nodes.ts";
import type { BuilderRow, OperationKind, OperationRow } from "../src/catalog/operation-types.ts";
import type { Framework } from "../src/catalog/types.ts";
import type { FileFlow } from "../src/flow/file-flow.ts";
import { linksOf } from "../src/shapes/operations/call-chain.ts";
import { operationAt } from "../src/shapes/operations/find-operation.ts";
import type { Operation } from "../src/shapes/operations/operation.ts";
import { taggedOperation } from "../src/shapes/operations/sql-operation.ts";

/** What a line says that it does: `// $ delete resets`. */
export interface OperationMark {
  readonly does: OperationKind;
  /** The table as the program writes it; any where not given: keys have texts of their own. */
  readonly table: string | undefined;
}

const MARK = /\$ (read|insert|update|upsert|delete|save)\b(?: (\w+))?/g;

export function operationMarks(comment: string): OperationMark[] {
  return [...comment.matchAll(MARK)].map(([, does, table]) => ({ does: does as OperationKind, table }));
}

/** A layer's methods are called in its own fixtures: `prisma-operations.ts` for `prisma.ts`. */
interface LayerCall {
  readonly layer: string;
  readonly does: OperationKind;
  readonly names: readonly string[];
}

/** Which rows of data layers the fixtures have met, and by which of their methods. */
export class OperationsMet {
  private readonly rows = new Set<string>();
  private readonly calls: LayerCall[] = [];

  /** The marks of a file that no operation bears out. */
  check(
    name: string,
    file: FileFlow,
    nodes: Iterable<Node>,
    marks: readonly (readonly OperationMark[])[],
  ): string[] {
    const found = new Set<OperationMark>();
    for (const node of nodes) {
      const operation = operationOf(file, node);
      if (!operation) continue;
      // the mark of a chain over many lines stands at its first line or at its last one
      const at = new Set([
        ...(marks[node.loc.start.line - 1] ?? []),
        ...(marks[node.loc.end.line - 1] ?? []),
      ]);
      for (const mark of at) {
        if (!isMet(mark, operation)) continue;
        found.add(mark);
        this.add(name, operation, node);
      }
    }
    return marks.flatMap((all, index) =>
      all
        .filter((mark) => !found.has(mark))
        .map(({ does, table }) => `line ${index + 1}: no ${does} ${table ?? ""}`),
    );
  }

  unmetOf({ name, operations = [], builders = [] }: Framework): {
    rows: OperationRow[];
    methods: string[];
    verbs: string[];
  } {
    const calls = this.calls.filter(({ layer }) => layer === name);
    const isCalled = (method: string, does: OperationKind): boolean =>
      calls.some((call) => call.does === does && call.names.includes(method));
    const isVerb = ({ verbs }: BuilderRow, verb: string): boolean =>
      calls.some(({ does, names }) => does === verbs[verb] && firstVerb(verbs, names) === verb);
    return {
      rows: operations.filter((row) => !this.rows.has(meaningOf(row))),
      methods: operations.flatMap(({ methods, does }) => methods.filter((method) => !isCalled(method, does))),
      verbs: builders.flatMap((row) => Object.keys(row.verbs).filter((verb) => !isVerb(row, verb))),
    };
  }

  /** What a layer without rows of its own does not show: statements, and the driver that has Mongoose's methods. */
  kindsMissingOf(layer: string): OperationKind[] {
    const shown = new Set(this.calls.filter((call) => call.layer === layer).map(({ does }) => does));
    return (["read", "insert", "update", "delete"] as const).filter((kind) => !shown.has(kind));
  }

  private add(file: string, { row, does }: Operation, node: Node): void {
    if (row && "methods" in row) this.rows.add(meaningOf(row));
    const layer = /^(.*?)(?:-operations)?\.\w+$/.exec(file)?.[1] ?? file;
    if (isCall(node)) this.calls.push({ layer, does, names: linksOf(node).map((link) => link.name) });
  }
}

/** Of rows of two layers that look alike but one is asked; that the other would say the same is enough. */
function meaningOf({
  methods: _,
  needs: __,
  receiver: ___,
  literal: ____,
  ...meaning
}: OperationRow): string {
  return JSON.stringify(Object.entries(meaning).sort());
}

/** Of the verbs in a chain only the first one of the row decides. */
function firstVerb(verbs: BuilderRow["verbs"], names: readonly string[]): string | undefined {
  return Object.keys(verbs).find((verb) => names.includes(verb));
}

function operationOf(file: FileFlow, node: Node): Operation | undefined {
  if (node.type === T.TaggedTemplateExpression) return taggedOperation(file, node);
  return isCall(node) ? operationAt(file, node) : undefined;
}

function isMet({ does, table }: OperationMark, operation: Operation): boolean {
  return operation.does === does && (table === undefined || operation.table === table);
}
