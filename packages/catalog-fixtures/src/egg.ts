import { Controller, Service, type Application } from "egg";

export class Notes extends Controller {
  async list(): Promise<void> {
    await this.app.mysql.query("SELECT * FROM notes WHERE tag = '" + this.ctx.query.tag + "'"); // $ source remote $ sink sql
    await this.app.mysql.query("SELECT * FROM notes WHERE tag = ?", [this.ctx.query.tag]); // $ source remote safe
  }
  async create(): Promise<void> {
    await this.ctx.model.Note.create(this.ctx.request.body); // $ source remote $ sink mass-assignment
    await this.ctx.model.Note.create({ text: this.ctx.request.body.text }); // $ source remote safe
    await this.ctx.model.Note.findByIdAndUpdate("1", this.ctx.request.body); // $ source remote $ sink mass-assignment
    await this.ctx.model.Note.findByIdAndUpdate("1", { text: this.ctx.request.body.text }); // $ source remote safe
  }
  go(): void {
    this.ctx.redirect(this.ctx.query.to); // $ source remote $ sink redirect
  }
}

export class NoteService extends Service {
  async find(): Promise<void> {
    await this.ctx.app.mysql.query("SELECT * FROM notes WHERE tag = '" + this.ctx.query.tag + "'"); // $ source remote $ sink sql
  }
}

export const make = (app: Application) =>
  class extends app.Controller {
    go(): void {
      this.ctx.redirect(this.ctx.query.to); // $ source remote $ sink redirect
    }
  };
