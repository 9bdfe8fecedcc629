import $ from "jquery";

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
