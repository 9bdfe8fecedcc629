export type { EventLimit, EventLimits } from "./event-rules.ts";
export { firewall } from "./firewall.ts";
export type { FirewallOptions, FirewallStore } from "./firewall-options.ts";
export type {
  BlockedAddress,
  BlockOptions,
  EventQuery,
  Firewall,
  FirewallEvent,
  FirewallStatus,
  OnBlock,
  OnEvent,
  ReportDetails,
  ReportedRequest,
} from "./firewall-types.ts";
export { formTrap } from "./form-trap.ts";
export type { FormTrap, FormTrapOptions, SpamReason } from "./form-trap.ts";
export { noFirewall } from "./no-firewall.ts";
export { firewallPage } from "./page/firewall-page.ts";
export type { FirewallPage, FirewallPageOptions } from "./page/firewall-page.ts";
