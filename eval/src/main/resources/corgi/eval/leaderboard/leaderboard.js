// Tables that sort themselves, and a curve of the distance against γ for every strategy.
const hidden = new Set(); // names of lines
const find = (point, names) => names.map((name) => point.measurements.find((one) => short(one.name) === name)).find((one) => one) || null;
const distance = results.columns[0];

/** A table of one point of each strategy; a click on a heading sorts, another turns the order round. */
function board(parent, which) {
  const rows = results.strategies.filter((one) => one[which]);
  const columns = results.columns.filter((column) => rows.some((one) => find(one[which], column.names)));
  const keys = [
    { title: "strategy", of: (one) => one.name, text: (one) => [one.name] },
    { title: "γ", numeric: true, of: (one) => (one.steerable ? one[which].gamma : null), text: (one) => [one.steerable ? String(one[which].gamma) : "–"] },
    ...columns.map((column) => ({ title: column.title, numeric: true,
      of: (one) => { const found = find(one[which], column.names); return found && found.value; },
      text: (one) => { const found = find(one[which], column.names); return found ? measure(found) : ["–"]; } })),
  ];
  let order = { key: keys[2] || keys[0], down: false };
  const compare = (a, b) => {
    const [x, y] = [order.key.of(a), order.key.of(b)];
    if (x === null || y === null) return (x === null) - (y === null); // what was not measured is last
    return (order.down ? -1 : 1) * (x < y ? -1 : x > y ? 1 : 0);
  };
  const lay = () => {
    const head = keys.map((key) => {
      const button = make("button", { type: "button" }, key.title);
      button.addEventListener("click", () => { order = { key, down: order.key === key && !order.down }; lay(); });
      const sorted = order.key === key ? (order.down ? "descending" : "ascending") : undefined;
      return make("th", { scope: "col", className: key.numeric ? "number" : "", "aria-sort": sorted }, button);
    });
    const body = [...rows].sort(compare).map((one) => make("tr", {}, keys.map((key, i) =>
      make(i ? "td" : "th", { className: key.numeric ? "number" : "", scope: i ? undefined : "row" }, key.text(one)))));
    parent.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body)));
  };
  lay();
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
