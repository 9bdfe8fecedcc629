import { functionsCalled, protectionKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import { bodyFacts, reachedFunctions } from "../../shapes/routes/body-facts.ts";
import type { Route } from "../../shapes/routes/route.ts";

/** What code that checks who sent a message mentions. */
const CHECKS_SENDER =
  /signature|signed|hmac|construct_?event|webhook_?secret|svix|timing_?safe|verif|authori[sz]ation|api_?key|bearer|secret|validate_?request/i;

/** The exempted path whose handler in this file believes whatever is sent to it. */
export function findUnsigned(
  known: Protections,
  routes: readonly Route[],
  paths: readonly string[],
): string | undefined {
  return paths.find((path) =>
    routes.some(
      (route) =>
        route.path === path &&
        /^(?:POST|ANY)$/.test(route.method) &&
        route.functions.length > 0 &&
        !isSigned(route) &&
        !isCheckedItself(known, route),
    ),
  );
}

/** Something before the handler, or in it, looks at who sent the message. */
export function isSigned({ functions, chains, wrappers }: Route): boolean {
  const reached = [
    ...reachedFunctions(functions, functionsCalled, 2),
    ...wrappers,
    ...chains.flatMap(({ own }) => own),
  ];
  return reached.some((each) => {
    const { names, texts } = bodyFacts(each);
    return [...names, ...texts].some((text) => CHECKS_SENDER.test(text));
  });
}

/** `app.post("/upload", parseFiles, csrf(), save)`: only the check for all is too early for it. */
function isCheckedItself(known: Protections, { chains }: Route): boolean {
  return chains.some(({ own }) => own.some((each) => protectionKinds(known, each).has("csrf")));
}
