/** Functions that call their second argument with what the first one gives, whenever that has changed. */
export const watchers: ReadonlySet<string> = new Set(["watch", "watchDebounced", "watchThrottled"]);
