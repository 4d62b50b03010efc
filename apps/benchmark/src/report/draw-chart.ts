import type { Bar, Panel } from "./chart-panels.ts";

const COLUMN_WIDTH = 344;
const COLUMN_GAP = 28;
const MARGIN = 24;
const HEADING_HEIGHT = 58;
const TITLE_HEIGHT = 26;
const BAR_HEIGHT = 14;
const BAR_PITCH = 20;
const PANEL_GAP = 22;
const NAME_WIDTH = 172;
const LABEL_WIDTH = 46;

const CAPTION =
  "CPU time, shorter is better. 5,000 chunks, 8 a network read. Each group has its own scale.";

// Colours that hold on white and on dark grey; where the viewer prefers dark, the texts turn light.
const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #3a3f47 }
.heading { font-size: 15px; font-weight: 600 }
.title { font-weight: 600 }
.name, .value { font-size: 11px }
.quiet { fill: #737a85 }
.ours { font-weight: 700 }
.bar-ours { fill: #e0541b }
.bar-peer { fill: #8a94a3 }
.bar-floor, .bar-nothing { fill: #c3c9d2 }
@media (prefers-color-scheme: dark) {
  text { fill: #dfe3e8 }
  .quiet { fill: #9aa3ae }
  .bar-ours { fill: #ff7a3d }
  .bar-floor, .bar-nothing { fill: #565e69 }
}`;

/** Draws horizontal bars, a column for each framework; in each panel the longest bar fills the width. */
export function drawChart(panels: readonly Panel[]): string {
  const columns = [...new Set(panels.map(({ column }) => column))].map((heading) => ({
    heading,
    panels: panels.filter(({ column }) => column === heading),
  }));
  const tops = panelTops(columns.map((column) => column.panels));
  const width = 2 * MARGIN + columns.length * (COLUMN_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  const height = (tops.at(-1) ?? 0) - PANEL_GAP + MARGIN;
  const elements = columns.flatMap(({ heading, panels: own }, index) => {
    const x = MARGIN + index * (COLUMN_WIDTH + COLUMN_GAP);
    const drawn = own.map((panel, row) => drawPanel(panel, x, tops[row] ?? 0));
    return [text(x, HEADING_HEIGHT, "heading", heading), drawn].flat(2);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>CPU time of CometAPI's adapters and their peers; shorter is better</title>",
    `<style>${STYLE}\n</style>`,
    text(MARGIN, 24, "quiet", CAPTION),
    ...elements,
    "</svg>",
    "",
  ].join("\n");
}

/** Where each row of panels begins, so that like stands beside like, and where the last one ends. */
function panelTops(columns: readonly (readonly Panel[])[]): number[] {
  const tops = [HEADING_HEIGHT + 14];
  const rowCount = Math.max(0, ...columns.map((panels) => panels.length));
  for (let row = 0; row < rowCount; row += 1) {
    const barCount = Math.max(...columns.map((panels) => panels[row]?.bars.length ?? 0));
    tops.push((tops.at(-1) ?? 0) + TITLE_HEIGHT + barCount * BAR_PITCH + PANEL_GAP);
  }
  return tops;
}

function drawPanel({ title, bars }: Panel, x: number, top: number): string[] {
  const longest = Math.max(...bars.map(({ value }) => value));
  const drawn = bars.flatMap((bar, index) =>
    drawBar(bar, bar.value / longest, x, top + TITLE_HEIGHT + index * BAR_PITCH),
  );
  return [text(x, top + 14, "title", title), ...drawn];
}

function drawBar({ name, role, label }: Bar, part: number, x: number, y: number): string[] {
  const start = x + NAME_WIDTH;
  const width = Math.max(1, part * (COLUMN_WIDTH - NAME_WIDTH - LABEL_WIDTH));
  const emphasis = role === "ours" ? " ours" : role === "peer" ? "" : " quiet";
  const baseline = y + BAR_HEIGHT - 3;
  return [
    text(start - 8, baseline, `name${emphasis}`, name, "end"),
    `<rect class="bar-${role}" x="${start}" y="${y}" width="${width.toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
    text(start + width + 6, baseline, `value${emphasis}`, label),
  ];
}

function text(x: number, y: number, style: string, content: string, anchor = "start"): string {
  const position = `x="${x.toFixed(1)}" y="${y}"`;
  return `<text class="${style}" ${position} text-anchor="${anchor}">${escapeText(content)}</text>`;
}

function escapeText(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
