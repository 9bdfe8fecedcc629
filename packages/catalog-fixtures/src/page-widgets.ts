L.marker([1, 2]).bindPopup(`<b>${window.name}</b>`); // $ sink html
L.marker([1, 2]).bindPopup("<b>Here</b>"); // safe
new mapboxgl.Popup().setLngLat([1, 2]).setHTML(window.name); // $ sink html
new mapboxgl.Popup().setLngLat([1, 2]).setHTML("<b>Here</b>"); // safe
Swal.fire({ html: window.name }); // $ sink html
Swal.fire({ html: "<b>Saved</b>" }); // safe
Swal.fire("Saved", window.name); // $ sink html
Swal.fire("Saved", "<b>Well done</b>"); // safe
bootbox.alert(window.name); // $ sink html
bootbox.alert("<b>Saved</b>"); // safe

export {};
