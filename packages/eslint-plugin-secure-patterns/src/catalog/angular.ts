import type { Framework } from "./types.ts";

export const angular: Framework = {
  name: "angular",
  packages: ["@angular/core"],
  types: {
    route: { annotated: ["@angular/router#ActivatedRoute"], from: ["@angular/core#inject()"] },
    snapshot: { annotated: ["@angular/router#ActivatedRouteSnapshot"], from: ["route.snapshot"] },
    segment: { annotated: ["@angular/router#UrlSegment"], from: ["snapshot.url.*"] },
    router: { annotated: ["@angular/router#{Router,RouterStateSnapshot}"] },
    form: {
      annotated: [
        "@angular/forms#{NgForm,FormGroup,FormControl,UntypedFormGroup,UntypedFormControl,AbstractControl}",
      ],
      from: ["@angular/forms#new {FormGroup,FormControl}", "form.get()", "form.controls.*"],
    },
    http: { annotated: ["@angular/common/http#HttpClient"], from: ["@angular/core#inject()"] },
  },
  sources: [
    {
      read: "form.{value,getRawValue()}",
      kind: "stored",
      what: "a form field",
      nearby: true,
      for: ["html"],
    },
    {
      read: "http.{get,post,put,patch,delete,request}()",
      kind: "stored",
      what: "a server's answer",
      for: ["html"],
      mixed: "parts",
    },
    {
      read: "route.{queryParams,params,fragment,queryParamMap,paramMap}",
      kind: "browser",
      what: "the page's address",
      text: true,
    },
    {
      read: "snapshot.{queryParams,params,fragment}",
      kind: "browser",
      what: "the page's address",
      text: true,
    },
    {
      read: "snapshot.{queryParamMap,paramMap}.get()",
      kind: "browser",
      what: "the page's address",
      text: true,
    },
    {
      read: "segment.{path,parameters,parameterMap}",
      kind: "browser",
      what: "the page's address",
      for: ["html"],
    },
    {
      read: "router.url",
      kind: "browser",
      what: "the page's address",
      form: "path",
      text: true,
      for: ["html"],
    },
  ],
  barriers: [{ call: "rxjs#{firstValueFrom,lastValueFrom,from,of,forkJoin,combineLatest}", clears: [] }],
  sinks: [
    {
      call: "*.{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustStyle}",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "bypassSecurityTrustHtml",
    },
    {
      call: "*.setProperty",
      arg: 2,
      if: { arg: 1, is: ["innerhtml", "outerhtml"] },
      kind: "html",
      output: "document",
      what: "innerHTML",
    },
  ],
};
