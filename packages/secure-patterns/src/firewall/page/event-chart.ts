import { markup, type Markup } from "./markup.ts";
import type { Bar, PageData, Tally } from "./page-data.ts";
import { showTime } from "./show-time.ts";

const WIDTH = 960;
const HEIGHT = 124;
const FLOOR = 122;
const TOP = 2;

/** Bars over time, and the same figures as a table for those who do not see them. */
export function eventChart({ bars, query }: PageData): Markup {
  const highest = Math.max(1, ...bars.map(({ counted, logged }) => counted + logged));
  const width = WIDTH / bars.length;
  const drawn = bars.map((bar, index) => drawBar(bar, index * width, width, highest));
  const [first, last] = [bars[0], bars.at(-1)];
  return markup`
    <p class="soft"><span class="key hot">counted</span> &nbsp; <span class="key cool">only logged</span> &nbsp; at most ${highest} in one bar</p>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`Events, ${query.range.label.toLowerCase()}; the figures are in the table below`}">
      ${drawn}
      <line class="axis" x1="0" x2="${WIDTH}" y1="${FLOOR}" y2="${FLOOR}"/>
    </svg>
    <p class="ends soft"><span>${first && showTime(first.from)}</span><span>${last && showTime(last.from)}</span></p>
    <details><summary>The same as a table</summary><div class="scroll" tabindex="0" role="group" aria-label="Events over time, as a table"><table>
      <thead><tr><th scope="col">From (UTC)</th><th scope="col" class="number">Counted</th><th scope="col" class="number">Only logged</th></tr></thead>
      <tbody>${bars.map(tableRow)}</tbody></table></div></details>`;
}

/** How much of the largest one a row is. */
export function shareBar({ count }: Tally, largest: number): Markup {
  const width = Math.max(1, Math.round((100 * count) / Math.max(1, largest)));
  return markup`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="logged" width="${width}" height="8"/></svg>`;
}

function drawBar({ from, counted, logged }: Bar, x: number, width: number, highest: number): Markup {
  const scale = (FLOOR - TOP) / highest;
  const [hot, cool] = [counted * scale, logged * scale];
  const box = (name: string, y: number, height: number): Markup =>
    markup`<rect class="${name}" x="${round(x + 1)}" y="${round(y)}" width="${round(width - 2)}" height="${round(height)}"/>`;
  return markup`<g><title>${showTime(from)}: ${counted} counted, ${logged} only logged</title>${box("counted", FLOOR - hot, hot)}${box("logged", FLOOR - hot - cool, cool)}</g>`;
}

function tableRow({ from, counted, logged }: Bar): Markup {
  return markup`<tr><th scope="row">${showTime(from)}</th><td class="number">${counted}</td><td class="number">${logged}</td></tr>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
