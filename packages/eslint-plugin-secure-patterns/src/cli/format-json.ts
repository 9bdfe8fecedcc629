import type { Report } from "./lint-paths.ts";

/** The report for other programs; the frame is for people and left out. */
export function formatJson(report: Report): string {
  const findings = report.findings.map(({ frame: _frame, ...finding }) => finding);
  return JSON.stringify({ ...report, findings }, null, 2);
}
