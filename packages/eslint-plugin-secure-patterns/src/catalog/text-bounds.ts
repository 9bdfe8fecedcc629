/** How schemas say how long a text may be: `name: z.string().max(50)`, `v.pipe(v.string(), v.maxLength(50))`, `@MaxLength(50)`. */
export const textBounds: {
  readonly packages: readonly string[];
  /** The call that makes a schema of texts. */
  readonly texts: RegExp;
  /** The calls, in the same chain or pipe, that bound it. */
  readonly limits: RegExp;
  /** Decorators of a field, with the argument that bounds it. */
  readonly decorators: ReadonlyMap<string | undefined, number>;
} = {
  packages: ["zod", "yup", "joi", "@hapi/joi", "valibot", "superstruct", "class-validator"],
  texts: /^string$/,
  limits: /^(?:max|length|maxLength)$/,
  decorators: new Map([
    ["MaxLength", 0],
    ["Length", 1],
  ]),
};
