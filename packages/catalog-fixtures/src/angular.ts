// uses: @angular/core
import type { DomSanitizer } from "@angular/platform-browser";
import type { ActivatedRoute, Router } from "@angular/router";

export class Search {
  constructor(
    private readonly sanitizer: DomSanitizer,
    private readonly route: ActivatedRoute,
    private readonly router: Router,
  ) {}

  show() {
    const { q } = this.route.snapshot.queryParams; // $ source browser
    const id = this.route.snapshot.paramMap.get("id") ?? ""; // $ source browser
    this.route.queryParams.subscribe((parameters) => {
      this.sanitizer.bypassSecurityTrustHtml(parameters["q"]); // $ source browser $ sink html
    });
    const [segment] = this.route.snapshot.url;
    return [
      this.sanitizer.bypassSecurityTrustHtml(segment?.path ?? ""), // $ source browser $ sink html
      this.sanitizer.bypassSecurityTrustHtml(this.router.url), // $ source browser $ sink html
      this.sanitizer.bypassSecurityTrustHtml(q), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml(`<b>${id}</b>`), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml("<hr>"), // safe
    ];
  }
}
