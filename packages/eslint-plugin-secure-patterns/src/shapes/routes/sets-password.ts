import { bodyFacts } from "./body-facts.ts";
import type { Route } from "./route.ts";

/** `req.body.code`, `parsed.data.password` */
const OF_BODY = /^(?:body|data|input|form)\./;
const CODE = /code$|otp|^pin$|token$/i;
const NEW_PASSWORD = /^(?:new_?)?(?:password|passwd|pwd)$/i;

/** `const { code, newPassword } = req.body`: who asks for a new password has none yet; who brings one brings a code as well. */
export function setsPassword({ functions }: Route): boolean {
  return functions.some((each) => {
    const { taken, members } = bodyFacts(each);
    const sent = [...members].filter((name) => OF_BODY.test(name)).map((name) => name.replace(OF_BODY, ""));
    const given = [...taken, ...sent];
    return given.some((name) => NEW_PASSWORD.test(name)) && given.some((name) => CODE.test(name));
  });
}
