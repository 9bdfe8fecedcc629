import type { Adapter } from "../../../catalog/route-types.ts";
import { action } from "./action.ts";
import { decorator } from "./decorator.ts";
import { event } from "./event.ts";
import { form } from "./form.ts";
import { hook } from "./hook.ts";
import { layer } from "./layer.ts";
import { procedure } from "./procedure.ts";
import type { Way } from "./way.ts";
import { wrapper } from "./wrapper.ts";

export const ways: Readonly<Record<Adapter["limit"], Way>> = {
  action,
  decorator,
  event,
  form,
  hook,
  layer,
  procedure,
  wrapper,
};
