/** What a scaffold writes, and what to do next. */
export interface Scaffold {
  readonly files: Readonly<Record<string, string>>;
  readonly edits: Readonly<Record<string, (text: string) => string>>;
  readonly next: string;
}

export declare const scaffolds: Readonly<Record<string, (name: string) => Scaffold>>;
