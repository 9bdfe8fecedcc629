declare module "xss-filters" {
  export function inHTMLData(text: string): string;
}
