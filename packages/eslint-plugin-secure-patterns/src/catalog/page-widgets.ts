import type { SinkRow } from "./sink-types.ts";
import type { Framework } from "./types.ts";

const markup = { kind: "html", output: "document" } as const satisfies Partial<SinkRow>;

/** Dialogs and maps that take texts for markup. */
export const pageWidgets: Framework = {
  name: "page-widgets",
  packages: [],
  types: {
    popup: {
      from: ["global#{mapboxgl,maplibregl}.new Popup", "{mapbox-gl,maplibre-gl}#new Popup"],
      fluent: true,
    },
    alert: { from: ["sweetalert2#", "global#{Swal,Sweetalert2}"] },
    // the constructor of MooTools: browsers let nobody call theirs
    mooElement: { from: ["global#new Element"], fluent: true },
  },
  sinks: [
    { ...markup, call: "*.{bindPopup,bindTooltip}", arg: 0, takesNodes: true, what: "a map's popup" },
    { ...markup, call: "popup.setHTML", arg: 0, what: "a map's popup" },
    { ...markup, call: "alert.fire", arg: 0, at: ["html"], what: "a dialog" },
    { ...markup, call: "alert.fire", arg: 1, what: "a dialog" },
    { ...markup, call: "global#new Element", arg: 1, at: ["html"], what: "an element's html" },
    {
      ...markup,
      call: "mooElement.{set,setProperty}",
      arg: 1,
      if: { arg: 0, is: ["html"] },
      what: "an element's html",
    },
    { ...markup, call: "mooElement.{set,setProperties}", arg: 0, at: ["html"], what: "an element's html" },
    { ...markup, call: "mooElement.appendHTML", arg: 0, what: "an element's html" },
    { ...markup, call: "global#bootbox.{alert,confirm,dialog,prompt}", arg: 0, what: "a dialog" },
  ],
};
