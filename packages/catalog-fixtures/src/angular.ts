// uses: @angular/core
import type { DomSanitizer } from "@angular/platform-browser";
import type { ActivatedRoute } from "@angular/router";

export class Search {
  constructor(
    private readonly sanitizer: DomSanitizer,
    private readonly route: ActivatedRoute,
  ) {}

  show() {
    const { q } = this.route.snapshot.queryParams; // $ source browser
    const id = this.route.snapshot.paramMap.get("id") ?? ""; // $ source browser
    this.route.queryParams.subscribe((parameters) => {
      this.sanitizer.bypassSecurityTrustHtml(parameters["q"]); // $ source browser $ sink html
    });
    return [
      this.sanitizer.bypassSecurityTrustHtml(q), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml(`<b>${id}</b>`), // $ sink html
      this.sanitizer.bypassSecurityTrustHtml("<hr>"), // safe
    ];
  }
}
