import $ from "jquery";

declare global {
  interface JQueryStatic {
    jGrowl(text: string): void;
  }
}

$("#out").html(window.name); // $ sink html
$("#out").html("<hr>"); // safe
$("#out").addClass("x").append(`<li>${window.name}</li>`); // $ sink html
$(window.name); // $ sink html
$(location.hash); // safe
$("#out").text(window.name);
document.body.append(...$.parseHTML(window.name)); // $ sink html
document.body.append(...$.parseHTML("<hr>")); // safe
$("#out").html(String($("#name").val())); // $ source stored $ sink html
$("a").attr("href", window.name); // $ sink redirect
$("a").attr("href", "/home"); // safe
$("#out").html($("#name").text()); // $ source stored $ sink html
$("#out").html(String($("#name").attr("title"))); // $ source stored $ sink html
$("#out").html($("#name").attr("title", "x") as never); // safe
$.jGrowl(window.name); // $ sink html
$.jGrowl("<hr>"); // safe
$.globalEval(window.name); // $ sink html
$.globalEval("start()"); // safe
$("#out").html(() => window.name); // $ sink html
$("#out").html(() => "<hr>"); // safe
void $.getJSON("/me", (me: { name: string }) => {
  $("#out").html(me.name); // $ source stored $ sink html
});
$("#out").append("<hr>"); // safe
$("#out").add(`<p>${window.name}`); // $ sink html
$("<p>").appendTo("#out"); // safe
$("<iframe>").attr("src", window.name); // $ sink redirect
$("<iframe>").attr("src", "/frame"); // safe
$("<img>").attr("src", window.name); // safe
$.fn.tabs = function (options: { target: string; html: string; menu: string }) {
  const { menu } = $.extend({ menu: "<hr>" }, options);
  $(options.html); // safe
  $(menu); // safe
  if (typeof options.target !== "string") $(options.target); // safe
  return $(options.target); // $ source stored $ sink html
};
$("<p>", { html: window.name }).appendTo("#out"); // $ sink html
$("<p>", { html: "<hr>" }).appendTo("#out"); // safe
$("<a>", { href: window.name }).appendTo("#out"); // $ sink redirect
$("<a>", { href: "/home" }).appendTo("#out"); // safe
$("a").attr({ href: window.name }); // $ sink redirect
$("a").attr({ href: "/home" }); // safe
$.extend($.fn, {
  badge(this: JQuery, options: { target: string }) {
    return $(options.target); // $ source stored $ sink html
  },
});
$.extend($.ajaxSettings, {
  badge(this: JQuery, options: { target: string }) {
    return $(options.target);
  },
});
$.fn.extend({
  hint(this: JQuery, options: { target: string }) {
    return $(options.target); // $ source stored $ sink html
  },
});
