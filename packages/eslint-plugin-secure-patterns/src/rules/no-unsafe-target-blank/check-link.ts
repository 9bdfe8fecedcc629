import type { TSESLint } from "@typescript-eslint/utils";
import type { Edit } from "../../fixes/edit.ts";
import { moduleBindings } from "../../fixes/module-bindings.ts";
import { attributeValues } from "../../markup/attribute-values.ts";
import { insertAttribute, replaceAttribute, replaceText } from "../../markup/edit-attribute.ts";
import type { MarkupElement, NamedAttribute } from "../../markup/element.ts";
import {
  globalLinkComponents,
  htmlLinks,
  likelyLinkComponents,
  linkComponents,
  type LinkElement,
  selfProtectingComponents,
} from "../../markup/link-elements.ts";
import { canMeet, possibleValues, type PossibleValue } from "../../markup/possible-values.ts";
import { useOfString } from "../../markup/string-use.ts";
import type { Confidence } from "../../shapes/create-rule.ts";
import { type AddressKind, addressKind, showAddress } from "./address.ts";
import { completeRel, relProblem, type RelProblem } from "./rel.ts";

type Source = Readonly<TSESLint.SourceCode>;

export interface LinkOptions {
  readonly allowReferrer: boolean;
  readonly components: readonly string[];
  readonly internalLinks: "ignore" | "report";
}

export interface LinkFinding {
  readonly problem: RelProblem;
  readonly confidence: Confidence;
  readonly range: readonly [number, number];
  readonly address: string;
  readonly rel: string;
  /** Keeps what the link does: it only adds a `rel` where there is none. */
  readonly fix?: readonly Edit[] | undefined;
  readonly suggestion?: readonly Edit[] | undefined;
}

/** The worst that is wrong with a link, over all the values that its attributes may have together. */
export function checkLink(
  sourceCode: Source,
  element: MarkupElement,
  options: LinkOptions,
): LinkFinding | undefined {
  const link = linkOf(sourceCode, element, options);
  const use = element.string && useOfString(element.string);
  if (!link || use === "compared") return undefined;
  const targets = attributeValues(sourceCode, element, "target").filter(isBlank);
  if (targets.length === 0) return undefined;
  const required = link.isForm || options.allowReferrer ? ["noopener"] : ["noopener", "noreferrer"];
  const addresses = addressesOf(sourceCode, element, link, options);
  const rels = relsOf(sourceCode, element, link);
  const bad = findBad(targets, addresses, rels, required);
  const [worst] = bad.toSorted((a, b) => severity[a.problem] - severity[b.problem]);
  if (!worst) return undefined;
  const target = getNamed(element, "target");
  const { fix, suggestion } = repair(element, rels, bad, required);
  return {
    problem: worst.problem,
    confidence: isCertain(link, worst) ? "proven" : "likely",
    range: target?.range ?? element.range,
    address: showAddress(worst.address.value),
    rel: required.join(" "),
    ...(use === "passed" ? { suggestion: fix ?? suggestion } : { fix, suggestion }),
  };
}

interface Address {
  readonly value: PossibleValue;
  readonly kind: AddressKind;
}

interface BadCase {
  readonly problem: RelProblem;
  readonly address: Address;
  readonly rel: PossibleValue;
}

const severity: Readonly<Record<RelProblem, number>> = { missing: 0, opener: 1, referrer: 2 };

function linkOf(
  sourceCode: Source,
  { name, dialect }: MarkupElement,
  { components }: LinkOptions,
): LinkElement | undefined {
  const isCaseSensitive = ["jsx", "astro", "svelte"].includes(dialect);
  const plain = isCaseSensitive ? name : name.toLowerCase();
  if (Object.hasOwn(htmlLinks, plain)) return htmlLinks[plain];
  const address = ["href", "to"];
  const kebab = kebabCase(name);
  if (components.some((known) => kebabCase(known) === kebab)) return { address, isPlain: true };
  if (globalLinkComponents.has(kebab)) return { address: ["href"], isPlain: true };
  const binding = moduleBindings(sourceCode.ast).find(({ local }) => local === name);
  if (binding && linkComponents[binding.from]?.includes(binding.imported)) return { address, isPlain: true };
  if (selfProtectingComponents.has(kebab)) return { address, isPlain: true, addsRel: true };
  return likelyLinkComponents.has(kebab) ? { address, isPlain: false } : undefined;
}

function addressesOf(
  sourceCode: Source,
  element: MarkupElement,
  link: LinkElement,
  { internalLinks }: LinkOptions,
): readonly Address[] {
  const name = link.address.find((each) => getNamed(element, each)) ?? link.address[0] ?? "href";
  return attributeValues(sourceCode, element, name)
    .map((value) => ({ value, kind: addressKind(value) }))
    .filter(({ kind }) => kind !== "none" && (kind !== "internal" || internalLinks === "report"));
}

function relsOf(
  sourceCode: Source,
  element: MarkupElement,
  { addsRel }: LinkElement,
): readonly PossibleValue[] {
  const values = attributeValues(sourceCode, element, "rel");
  if (!addsRel) return values;
  return getNoRel(element)
    ? possibleValues(sourceCode, undefined)
    : values.filter(({ state }) => state !== "absent");
}

/** NuxtLink's `no-rel`, which keeps away any `rel`. */
function getNoRel(element: MarkupElement): NamedAttribute | undefined {
  return getNamed(element, "no-rel") ?? getNamed(element, "norel");
}

function findBad(
  targets: readonly PossibleValue[],
  addresses: readonly Address[],
  rels: readonly PossibleValue[],
  required: readonly string[],
): readonly BadCase[] {
  return rels.flatMap((rel) => {
    const problem = relProblem(rel, required);
    const address = addresses.find(
      ({ value }) =>
        canMeet(value, rel) && targets.some((target) => canMeet(target, rel) && canMeet(target, value)),
    );
    return problem && address ? [{ problem, address, rel }] : [];
  });
}

/** A router's component mostly leads to the same site: of a computed address that is no more than likely otherwise. */
function isCertain({ isPlain, address }: LinkElement, { rel, address: { kind } }: BadCase): boolean {
  return isPlain && !rel.isOverridable && !(kind === "dynamic" && address.includes("to"));
}

function repair(
  element: MarkupElement,
  rels: readonly PossibleValue[],
  bad: readonly BadCase[],
  required: readonly string[],
): Pick<LinkFinding, "fix" | "suggestion"> {
  const noRel = getNoRel(element);
  if (noRel) return { suggestion: [replaceAttribute(element, noRel, "rel", required.join(" "))] };
  const attribute = getNamed(element, "rel");
  const isHarmless = bad.every(({ problem }) => problem === "missing");
  const edits = attribute ? mend(element, attribute, rels, bad, required) : undefined;
  if (edits) return isHarmless && edits.inPlace ? { fix: edits.list } : { suggestion: edits.list };
  if (attribute || rels.some(({ state }) => state !== "absent")) return {};
  const inserted = insertAttribute(element, getNamed(element, "target"), "rel", required.join(" "));
  return inserted ? { fix: [inserted] } : {};
}

function mend(
  element: MarkupElement,
  attribute: NamedAttribute,
  rels: readonly PossibleValue[],
  bad: readonly BadCase[],
  required: readonly string[],
): { readonly list: readonly Edit[]; readonly inPlace: boolean } | undefined {
  const inPlace = bad.flatMap(({ rel: { slot, text } }) =>
    slot ? [replaceText(element, slot, completeRel([text], required))] : [],
  );
  if (inPlace.length === bad.length) return { list: inPlace, inPlace: true };
  // A `rel` that is sometimes absent becomes one that is always there.
  if (rels.some(({ state }) => state === "partial")) return undefined;
  const text = completeRel(
    rels.map((rel) => rel.text),
    required,
  );
  return { list: [replaceAttribute(element, attribute, "rel", text)], inPlace: attribute.parts.length === 0 };
}

function isBlank({ state, text }: PossibleValue): boolean {
  return state === "known" && text.trim().toLowerCase() === "_blank";
}

function getNamed({ attributes }: MarkupElement, name: string): NamedAttribute | undefined {
  return attributes.find(
    (attribute): attribute is NamedAttribute =>
      attribute.kind === "named" && attribute.name.toLowerCase() === name,
  );
}

/** `NuxtLink` → `nuxt-link`, `VBtn` → `v-btn` */
function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
}
