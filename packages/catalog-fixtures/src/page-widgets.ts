L.marker([1, 2]).bindPopup(`<b>${window.name}</b>`); // $ sink html
L.marker([1, 2]).bindPopup("<b>Here</b>"); // safe
new mapboxgl.Popup().setLngLat([1, 2]).setHTML(window.name); // $ sink html
new mapboxgl.Popup().setLngLat([1, 2]).setHTML("<b>Here</b>"); // safe
Swal.fire({ html: window.name }); // $ sink html
Swal.fire({ html: "<b>Saved</b>" }); // safe
Swal.fire("Saved", window.name); // $ sink html
Swal.fire("Saved", "<b>Well done</b>"); // safe
const Moo = Element as unknown as MooElements;
new Moo("div", { html: window.name }); // $ sink html
new Moo("div", { html: "<b>Here</b>" }); // safe
new Moo("div").set("html", window.name); // $ sink html
new Moo("div").set("html", "<b>Here</b>"); // safe
new Moo("div").set({ html: window.name }); // $ sink html
new Moo("div").set({ text: window.name }); // safe
new Moo("div").appendHTML(window.name); // $ sink html
new Moo("div").appendHTML("<b>Here</b>"); // safe
bootbox.alert(window.name); // $ sink html
bootbox.alert("<b>Saved</b>"); // safe

export {};
