/** What only a program that runs in a visitor's browser touches. */
export const browserPrograms: {
  readonly globals: ReadonlySet<string>;
  readonly packages: RegExp;
  readonly imports: RegExp;
  readonly beside: RegExp;
} = {
  globals: new Set(["window", "document", "localStorage", "sessionStorage"]),
  packages:
    /^(?:react-dom(?:\/client)?|vue|vue-router|svelte|@angular\/(?:core|common|router|forms)|jquery)$/,
  /** Of packages that servers use too. */
  imports: /^use(?:State|Effect|LayoutEffect|Ref|Reducer|Router|Navigate|ForceUpdate)$/,
  /** What a file with a page's code may hold for the server beside it. */
  beside:
    /\bgetServerSideProps\b|\bgetInitialProps\b|\bgetStaticProps\b|\b(?:loader|action)\b|["']use server["']/,
};
