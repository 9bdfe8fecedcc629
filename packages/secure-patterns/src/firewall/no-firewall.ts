import type { Firewall } from "./firewall-types.ts";

const FREE = { blocked: false, by: null, until: null, counts: {}, isAllowed: false } as const;

/**
 * Stands in where no firewall is configured: takes every report, records nothing, lets everybody in. So that code which reports
 * events needs no condition: `const fw = settings.firewall ? firewall(settings.firewall) : noFirewall`.
 */
export const noFirewall: Firewall = {
  report: () => Promise.resolve(),
  isBlocked: () => Promise.resolve(false),
  status: (client) => Promise.resolve({ ...FREE, ip: typeof client === "string" ? client : "unknown" }),
  checkRequest: () => Promise.resolve({ allowed: true, headers: {} }),
  check: { checkRequest: () => Promise.resolve({ allowed: true, headers: {} }) },
  onDenied: () => {},
  // Whoever blocks by hand must not believe that it has happened.
  block: () => Promise.reject(new Error("No firewall is configured: nothing was blocked")),
  unblock: () => Promise.resolve(),
  blocked: () => Promise.resolve([]),
  events: () => Promise.resolve([]),
  purge: () => Promise.resolve(0),
};
