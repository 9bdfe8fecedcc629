import produceNext, { produce } from "immer";
import { atom, useAtom, useAtomValue } from "jotai";
import { observable } from "mobx";
import { useStore } from "@nanostores/react";
import { defineStore, storeToRefs } from "pinia";
import { createContext, useContext, useReducer } from "react";
import { useSelector } from "react-redux";
import { atom as recoilAtom, useRecoilState, useRecoilValue } from "recoil";
import { get, writable } from "svelte/store";
import { proxy, useSnapshot } from "valtio";
import { create } from "zustand";

const box = document.body;
const text = window.name; // $ source browser

const Text = createContext("");
export const provided = <Text.Provider value={text}>{null}</Text.Provider>;
export function Page() {
  const shown = useContext(Text); // $ barrier
  return <p dangerouslySetInnerHTML={{ __html: shown }} />; // $ sink html
}
const Rule = createContext("<hr>");
export function Line() {
  const line = useContext(Rule); // $ barrier
  return <p dangerouslySetInnerHTML={{ __html: line }} />; // safe
}

interface State {
  text: string;
  line: string;
}
const reduce = (state: State, action: { text: string }): State => ({ ...state, text: action.text });
export function Reduced() {
  const [state, send] = useReducer(reduce, { text: "", line: "<hr>" }); // $ barrier
  send({ text });
  return [
    <p dangerouslySetInnerHTML={{ __html: state.text }} />, // $ sink html
    <p dangerouslySetInnerHTML={{ __html: state.line }} />,
  ];
}

const useText = create<Pick<State, "text"> & { load: () => void }>((set) => ({
  text: "",
  load: () => set({ text }),
}));
box.innerHTML = useText((state) => state.text); // $ barrier $ sink html
const useTyped = create()<State & { load: () => void }>((set) => ({
  text: "",
  line: "<hr>",
  load: () => set({ text }),
}));
box.innerHTML = useTyped().text; // $ barrier $ sink html
box.innerHTML = useTyped().line; // $ barrier
const usePage = defineStore("page", { state: () => ({ text: window.name, line: "<hr>" }) }); // $ source browser
box.innerHTML = usePage().text; // $ barrier $ sink html
box.innerHTML = usePage().line; // $ barrier
const refs = storeToRefs(usePage()); // $ barrier
box.innerHTML = refs.text.value; // $ sink html

const jotaiText = atom(text);
box.innerHTML = useAtomValue(jotaiText); // $ barrier $ sink html
const [fromAtom] = useAtom(jotaiText); // $ barrier
box.innerHTML = fromAtom; // $ sink html
const recoilText = recoilAtom({ key: "text", default: text });
box.innerHTML = useRecoilValue(recoilText); // $ barrier $ sink html
const [fromRecoil] = useRecoilState(recoilText); // $ barrier
box.innerHTML = fromRecoil; // $ sink html

const store = writable("");
store.set(text);
box.innerHTML = get(store); // $ barrier $ sink html
box.innerHTML = useStore(store); // $ barrier $ sink html
const state = proxy({ text: "", line: "<hr>" });
state.text = text;
box.innerHTML = useSnapshot(state).text; // $ barrier $ sink html
box.innerHTML = useSnapshot(state).line; // $ barrier
const observed = observable({ text }); // $ barrier
box.innerHTML = observed.text; // $ sink html

const draw = (draft: { text: string }): void => {
  draft.text = text;
};
const drafted = produce({ text: "", line: "<hr>" }, draw); // $ barrier
box.innerHTML = drafted.text; // $ sink html
box.innerHTML = drafted.line;
const next = produceNext({ text: "" }, draw); // $ barrier
box.innerHTML = next.text; // $ sink html

export function Selected() {
  const kept = useSelector((_: State) => text); // $ barrier
  return <p dangerouslySetInnerHTML={{ __html: kept }} />; // $ sink html
}
