import { formParsers } from "../../catalog/form-parsers.ts";
import type { Analysis } from "../../shapes/analysis.ts";

/** `cors({ origin: true, credentials: true })`: whoever asks may. */
const ALLOWS_ANYBODY = /\borigin\s*:\s*(?:true|function|async|\(|["'`]\*)/;

/**
 * `app.use(express.json())` and no parser of forms: what a form of another site sends is not read, and before anything else a
 * browser asks whether it may.
 */
export function takesOnlyJson({ project, file }: Pick<Analysis, "project" | "file">): boolean {
  const { text } = file.unit;
  const { readsJson, readsForms, packages, addedBy } = formParsers;
  if (!readsJson.test(text) || readsForms.test(text) || ALLOWS_ANYBODY.test(text)) return false;
  const dependencies = project?.facts.dependencies;
  if (dependencies && packages.some((name) => dependencies.has(name))) return false;
  return !project?.filesUsing(addedBy, readsForms)?.length;
}
