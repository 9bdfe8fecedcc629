angular.module("shop", []).controller("Search", ($sce: Sce, $routeParams: Record<string, string>) => {
  $sce.trustAsHtml($routeParams["q"]); // $ source browser $ sink html
  $sce.trustAsHtml("<hr>"); // safe
  $sce.trustAs("html", location.search); // $ sink html
  $sce.trustAs("html", "<hr>"); // safe
});

interface Sce {
  trustAsHtml(text: string | undefined): unknown;
  trustAs(type: string, text: string): unknown;
}
