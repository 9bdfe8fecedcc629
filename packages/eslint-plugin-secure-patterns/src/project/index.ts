export type { Unit as LoadedUnit } from "../flow/unit.ts";
export type { ExportOrigin, ExportPath, ResolvedExport } from "./export-resolution.ts";
export { findChainsInFile, type HandlerChain, type Layer } from "./handler-chain.ts";
export type { ExportUse, ExportUses } from "./importers.ts";
export { WHOLE_MODULE, type ModuleRecord } from "./module-record.ts";
export {
  getDependencyKind,
  getMajor,
  getPackageName,
  type DependencyKind,
  type PackageFacts,
} from "./package-facts.ts";
export type { PackageIndex } from "./package-index.ts";
export { pageProgram, pageScripts } from "./page-scripts.ts";
export { isSaidInPages } from "./pages-around.ts";
export { openProject, type Project } from "./project.ts";
export type { Reach } from "./reachability.ts";
export type { ViewFile } from "./view-files.ts";
