import type { Framework } from "./types.ts";

/** Where pages keep what several components share: what is put in at one place is read at another. */
export const stateContainers: Framework = {
  name: "state-containers",
  packages: [],
  barriers: [
    { call: "{react,preact/hooks}#{useContext,use}", clears: [], passes: ["held"] },
    { call: "{react,preact/hooks}#useReducer", clears: [], passes: ["reduced"] },
    { call: "{zustand,zustand/vanilla}#{create,createStore}()", clears: [], passes: ["store"] },
    { call: "react-redux#{useSelector,useSelector.withTypes()}", clears: [], passes: ["callback"] },
    { call: "pinia#defineStore()", clears: [], passes: ["store"] },
    { call: "pinia#storeToRefs", clears: [] },
    { call: "jotai#useAtom", clears: [], passes: ["held"], at: ["0"] },
    { call: "jotai#useAtomValue", clears: [], passes: ["held"] },
    { call: "recoil#useRecoilState", clears: [], passes: ["held"], at: ["0"] },
    { call: "recoil#useRecoilValue", clears: [], passes: ["held"] },
    { call: "@nanostores/react#useStore", clears: [], passes: ["held"] },
    { call: "svelte/store#get", clears: [], passes: ["held"] },
    { call: "valtio#{useSnapshot,snapshot}", clears: [], passes: ["held"] },
    { call: "mobx#{observable,toJS}", clears: [] },
    { call: "immer#produce", clears: [], passes: [0, "drafted"] },
    { call: "immer#", clears: [], passes: [0, "drafted"] },
  ],
};
