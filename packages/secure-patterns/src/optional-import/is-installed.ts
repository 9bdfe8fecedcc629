interface Files {
  existsSync(path: string): boolean;
}

/**
 * Whether a package is on the disk where an importing file would find it. Some loaders say "cannot find package" also for one that is there
 * but broken, or that lacks one file: that must not pass for "not installed".
 */
export function isInstalled(packageName: string, importer: string): boolean {
  const path = toPath(importer);
  if (path.includes(`/node_modules/${packageName}/`)) return true;
  const files = getFiles();
  if (files === undefined || !/^(?:\/|[a-z]:\/)/i.test(path)) return false;
  const folders = path.split("/").slice(0, -1);
  return folders.some((_, index) => {
    const folder = folders.slice(0, folders.length - index).join("/");
    return files.existsSync(`${folder}/node_modules/${packageName}/package.json`);
  });
}

function toPath(importer: string): string {
  if (!importer.startsWith("file:")) return importer.replace(/\\/g, "/");
  try {
    return decodeURIComponent(new URL(importer).pathname).replace(/^\/([a-z]:)/i, "$1");
  } catch {
    return importer;
  }
}

/** Not imported: browsers and edge workers have no such module. */
function getFiles(): Files | undefined {
  try {
    const { process } = globalThis as {
      process?: { getBuiltinModule?: (name: string) => Files | undefined };
    };
    return process?.getBuiltinModule?.("node:fs");
  } catch {
    return undefined;
  }
}
