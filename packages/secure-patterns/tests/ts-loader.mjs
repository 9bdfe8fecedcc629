// Lets a plain `node --import` run this package's sources, also where Node does not strip types itself.
import { register } from "node:module";

register("./ts-hooks.mjs", import.meta.url);
