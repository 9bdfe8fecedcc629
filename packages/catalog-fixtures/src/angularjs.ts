angular.module("shop", []).controller("Search", ($sce: Sce, $routeParams: Record<string, string>) => {
  $sce.trustAsHtml($routeParams["q"]); // $ source browser $ sink html
  $sce.trustAsHtml("<hr>"); // safe
  $sce.trustAs("html", location.search); // $ sink html
  $sce.trustAs("html", "<hr>"); // safe
});

angular.module("shop", []).controller("Login", ($location: AngularLocation, $window: Window) => {
  $window.location.href = $location.search()["to"] ?? "/"; // $ source browser $ sink redirect
  $window.location.href = $location.search("to"); // $ source browser $ sink redirect
  $window.location.href = $location.hash(); // $ source browser $ sink redirect
  $window.location.href = "/home"; // safe
  $location.url($location.hash()); // $ sink redirect
  $location.url("/home"); // safe
});

interface AngularLocation {
  search(): Record<string, string>;
  search(name: string): string;
  hash(): string;
  url(to: string): void;
}

interface Sce {
  trustAsHtml(text: string | undefined): unknown;
  trustAs(type: string, text: string): unknown;
}

angular.module("shop", []).directive("shopCard", () => ({
  link(scope: object, element: JQuery, attrs: Record<string, string>) {
    element.html(`<b>${attrs["title"]}</b>`); // $ source stored $ sink html
    element.html("<hr>"); // safe
  },
}));

angular.module("shop", []).controller("Preview", ($compile: (html: string) => unknown) => {
  $compile(`<p>${location.hash}</p>`); // $ sink html
  $compile("<p></p>"); // safe
});
