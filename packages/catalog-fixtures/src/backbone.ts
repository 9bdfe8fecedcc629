import Backbone from "backbone";

const notes = [new Backbone.Model({ title: "a" })];

export const NotesView = Backbone.View.extend({
  show(this: { $el: { html(markup: string): void; text(text: string): void } }) {
    const note = new Backbone.Model({ title: "a" });
    document.body.innerHTML = `<p>${note.get("title")}</p>`; // $ source stored $ sink html
    document.body.innerHTML = `<p>${note.clone().attributes.title}</p>`; // $ source stored $ sink html
    document.body.innerHTML = `<p>${note.toJSON().body}</p>`; // $ source stored $ sink html
    document.body.innerHTML = `<p data-id="${note.get("id")}">${notes.length}</p>`; // $ source stored
    document.body.innerHTML = `<p>${note.toJSON().created_at}</p>`; // $ source stored
    this.$el.html(`<p>${note.previous("title")}</p>`); // $ source stored $ sink html
    this.$el.text(`${note.get("title")}`); // $ source stored
  },
});
