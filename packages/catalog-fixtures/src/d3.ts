import { select } from "d3";

select("#out").attr("width", "9").html(window.name); // $ sink html
select("#out").html("<hr>"); // safe
select("#out").html(() => window.name); // $ sink html
select("#out").html(() => "<hr>"); // safe
