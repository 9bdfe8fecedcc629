import process from "node:process";
import { stripVTControlCharacters, styleText } from "node:util";

const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style, text) => (color ? styleText(style, text) : text);

/** The result of a proof, for a person's glance: what happened before and after the fixes. */
export function drawTable({ proof, before, after, changes, findings, rest, types, seconds }) {
  const width = Math.max(...[...proof.attacks, ...proof.legitimate].map((entry) => entry.name.length)) + 2;
  const row = (name, first, second) => `  ${name.padEnd(width)}  ${pad(first)}${second}`;
  const lines = [paint("bold", `Proof: ${proof.title}`)];
  for (const pattern of new Set(proof.attacks.map((attack) => attack.pattern))) {
    lines.push("", paint("dim", row(`attacks: ${pattern}`, "before", "after the fixes")));
    for (const [index, attack] of proof.attacks.entries()) {
      if (attack.pattern !== pattern) continue;
      lines.push(
        row(attack.name, success(before.attacks[index], true), success(after.attacks[index], false)),
      );
    }
  }
  lines.push("", paint("dim", row("legitimate requests", "before", "after the fixes")));
  for (const [index, { name }] of proof.legitimate.entries()) {
    lines.push(row(name, passing(before.legitimate[index]), passing(after.legitimate[index])));
  }
  lines.push(
    "",
    paint("dim", "  what the fixes changed"),
    ...changes.flatMap(([path, diff]) => describeChange(path, diff)),
  );
  return [...lines, "", ...summary(findings, rest, types, seconds), ""].join("\n");
}

function describeChange(path, diff) {
  const line = ([sign, text]) => paint(sign === "+" ? "green" : "red", `    ${sign} ${text.trim()}`);
  return [`  src/${path}`, ...diff.map(line)];
}

function summary(findings, rest, types, seconds) {
  return [
    `  lint, before:          ${findings.length} findings ${countByRule(findings)}`,
    `  lint, after --fix=all: ${rest.length === 0 ? good("clean") : bad(`${rest.length} findings ${countByRule(rest)}`)}`,
    `  types:                 ${types === "" ? good("pass") : bad(types)}`,
    paint("dim", `  ${seconds.toFixed(1)} s`),
  ];
}

function success(outcome, wanted) {
  if (outcome instanceof Error) return bad(outcome.message);
  const text = outcome ? "succeeds" : "fails";
  return outcome === wanted ? (wanted ? paint("yellow", text) : good(text)) : bad(text);
}

function passing(outcome) {
  if (outcome instanceof Error) return bad(outcome.message);
  return outcome ? good("passes") : bad("fails");
}

/** Colour codes take no room on the screen. */
function pad(text) {
  return text + " ".repeat(Math.max(1, 14 - stripVTControlCharacters(text).length));
}

function countByRule(findings) {
  const rules = new Map();
  for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return rules.size === 0 ? "" : `(${[...rules].map(([rule, count]) => `${count} ${rule}`).join(", ")})`;
}

function good(text) {
  return paint("green", text);
}

function bad(text) {
  return paint("red", `${text} ✗`);
}
