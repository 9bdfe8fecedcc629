// uses: @angular/core
import type { HttpClient } from "@angular/common/http";
import type { DomSanitizer } from "@angular/platform-browser";
import { FormControl, type FormGroup, type NgForm } from "@angular/forms";
import type { ActivatedRoute, Router } from "@angular/router";
import type { Renderer2 } from "@angular/core";
import { catchError, firstValueFrom, map, of } from "rxjs";

export class Search {
  constructor(
    private readonly sanitizer: DomSanitizer,
    private readonly route: ActivatedRoute,
    private readonly router: Router,
    private readonly http: HttpClient,
    private readonly renderer: Renderer2,
  ) {}

  write(box: unknown) {
    this.renderer.setProperty(box, "innerHTML", this.router.url); // $ source browser $ sink html
    this.renderer.setProperty(box, "innerHTML", "<hr>"); // safe
  }

  show() {
    const { q } = this.route.snapshot.queryParams; // $ source browser
    const id = this.route.snapshot.paramMap.get("id") ?? ""; // $ source browser
    this.route.queryParams.subscribe((parameters) => {
      this.sanitizer.bypassSecurityTrustHtml(parameters["q"]); // $ source browser $ sink html
    });
    const [segment] = this.route.snapshot.url;
    this.http.get<{ name: string; id: string }>("/me").subscribe((me) => {
      this.sanitizer.bypassSecurityTrustHtml(me.name); // $ source stored $ sink html
    });
    return [
      this.sanitizer.bypassSecurityTrustHtml(segment?.path ?? ""), // $ source browser $ sink html
      this.sanitizer.bypassSecurityTrustHtml(this.router.url), // $ source browser $ sink html
      this.sanitizer.bypassSecurityTrustHtml(q), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml(`<b>${id}</b>`), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml("<hr>"), // safe
    ];
  }

  preview(form: NgForm, fields: FormGroup) {
    const own = new FormControl("");
    return [
      this.sanitizer.bypassSecurityTrustHtml(form.value.text), // $ source stored $ sink html
      this.sanitizer.bypassSecurityTrustHtml(fields.getRawValue().text), // $ source stored $ sink html
      this.sanitizer.bypassSecurityTrustHtml(fields.get("text")?.value ?? ""), // $ source stored $ sink html
      this.sanitizer.bypassSecurityTrustHtml(own.value), // $ source stored $ sink html
      this.sanitizer.bypassSecurityTrustHtml(String(form.valid)), // safe
    ];
  }

  async load() {
    const answer = this.http.get<{ data: { name: string } }>("/me").pipe(
      map((me) => me.data),
      catchError(() => of({ name: "nobody" })), // $ barrier
    );
    answer.subscribe({
      next: ({ name }) => this.sanitizer.bypassSecurityTrustHtml(name), // $ source stored $ sink html
    });
    const { name } = await firstValueFrom(answer); // $ barrier
    return this.sanitizer.bypassSecurityTrustHtml(name); // $ sink html
  }
}
