/** How pages read the one state that all components share: what follows is a member of it, or of one of its parts. */
export const sharedReads: readonly string[] = [
  "$store.state",
  "$store.getters",
  "useStore().state",
  "createStore().state",
  "new Store.state",
  "mapState()",
  "mapGetters()",
];

/** What a function calls the shared state that it is handed: a selector, a reducer, a mutation. */
export const stateNames: RegExp = /^(?:root|app|store|draft)?_?state$|^draft$/i;

/** Calls that name a mutation or an action, and hand it a value. */
export const sendsByName: ReadonlySet<string> = new Set(["commit", "dispatch"]);

/** Where reducers, mutations and stores stand. */
export const stateFiles: RegExp = /(?:store|slice|reducer|mutation|state|vuex|redux)/i;
