// Tables that sort themselves, and a curve of the distance against γ for every strategy.
const hidden = new Set(); // names of lines
const find = (point, names) => names.map((name) => point.measurements.find((one) => short(one.name) === name)).find((one) => one) || null;
const distance = results.columns[0];

/** A table of one point of each strategy, by rising distance. */
function board(parent, which) {
  const of = (one) => find(one[which], distance.names).value;
  const rows = results.strategies.filter((one) => one[which]).sort((a, b) => of(a) - of(b));
  const columns = results.columns.filter((column) => rows.some((one) => find(one[which], column.names)));
  const head = ["strategy", "γ", ...columns.map((column) => column.title)]
    .map((title, i) => make("th", { scope: "col", className: i ? "number" : "" }, title));
  head[2].ariaSort = "ascending";
  const td = (content) => make("td", { className: "number" }, content);
  const body = rows.map((one) => make("tr", {}, make("th", { scope: "row" }, one.name), td(one.steerable ? String(one[which].gamma) : "–"),
    columns.map((column) => { const found = find(one[which], column.names); return td(found ? measure(found) : ["–"]); })));
  parent.replaceChildren(sortable(make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body))));
}

/** Strategies that were measured at several γ. */
function curves() {
  return results.strategies
    .map((one, i) => ({ name: one.name, color: palette[i % palette.length], dash: i >= palette.length ? [6, 4] : [],
      points: one.curve.map((point) => ({ x: point.gamma, one: find(point, distance.names) })).filter((point) => point.one) }))
    .filter((line) => line.points.length > 1);
}

function drawCurves() {
  charts.forEach((chart) => chart.destroy());
  charts = [];
  const colors = look();
  const lines = curves();
  byId("legend").replaceChildren(...lines.map((line) => {
    const box = make("input", { type: "checkbox", checked: !hidden.has(line.name) });
    box.addEventListener("change", () => { if (box.checked) hidden.delete(line.name); else hidden.add(line.name); drawCurves(); });
    return make("label", { className: line.dash.length ? "dash" : "" }, box, make("i", { style: `border-color: ${line.color}` }), line.name);
  }));
  const shown = lines.filter((line) => !hidden.has(line.name));
  const datasets = shown.map((line) => ({ label: line.name, borderColor: line.color, backgroundColor: line.color, borderDash: line.dash, borderWidth: 2, pointRadius: 3.5, clip: 8,
    data: line.points.map((point) => ({ x: point.x, y: point.one.value, one: point.one })) }));
  const label = (item) => ` ${item.dataset.label}: ${rounded(item.raw.one.value)}${hasRange(item.raw.one) ? ` [${rounded(item.raw.one.low)}, ${rounded(item.raw.one.high)}]` : ""}`;
  const said = shown.map((line) => `${line.name}: ${line.points.map((point) => `${point.x} ${rounded(point.one.value)}`).join(", ")}`).join("; ");
  byId("curve").replaceChildren();
  addChart(byId("curve"), `${distance.title} against γ`, `${distance.title} against γ. ${said}`, {
    type: "line", data: { datasets },
    options: {
      scales: { x: scale("γ", colors), y: scale("", colors, limits(datasets.flatMap((set) => set.data.map((point) => point.y)))) },
      plugins: { tooltip: { callbacks: { title: (items) => (items.length ? `γ = ${items[0].parsed.x}` : ""), label } } },
    },
  });
}

document.title = `Leaderboard of ${results.model}`;
byId("title").textContent = document.title;
byId("first").textContent = results.notes[0];
board(byId("best"), "best");
board(byId("hard"), "hard");
drawCurves();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawCurves);
byId("notes").append(...results.notes.map((note) => make("li", {}, note)));
byId("command").append(commandBlock(results.command));
byId("made").textContent = `Made by Corgi ${results.corgi}.`;
document.documentElement.dataset.ready = "yes";
