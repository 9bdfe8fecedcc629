/** Methods that put the properties of what they are handed into a member of `this`, and that member: React's components. */
export const stateSetters: ReadonlyMap<string, string> = new Map([["setState", "state"]]);
