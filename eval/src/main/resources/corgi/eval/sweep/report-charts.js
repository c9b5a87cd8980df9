// Curves of every metric against an axis of numbers, and trade-offs of two metrics.
const hidden = new Set(); // names of lines

/** The costs of a group, as if they were measured. */
function costOf(group, what) {
  const known = results.cells.filter((cell) => results.groups[cell.group] === group && cell[what] !== null);
  if (!known.length) return null;
  return known.reduce((sum, cell) => sum + cell[what], 0) / known.length;
}

/** Parts of a metric, such as accuracy.face, stand behind the whole ones. */
const metrics = [...new Set(results.groups.flatMap((group) => group.measurements.map((one) => one.name)))]
  .sort((one, other) => short(one).includes(".") - short(other).includes("."));
const costs = [["evaluations", "network evaluations per image"], ["seconds", "seconds per image"]];

function reading(group, metric) {
  const cost = costs.find(([, name]) => name === metric);
  if (cost) return { value: costOf(group, cost[0]), low: null, high: null };
  return group.measurements.find((one) => one.name === metric) || { value: null, low: null, high: null };
}

/** Axes of numbers; γ is one even where the model chooses it. */
function numeric() {
  const names = varied.filter((axis) => axis.values.every((value) => number(value) !== null || value === "–") && !subjects.includes(axis.name)).map((axis) => axis.name);
  return names.includes("gamma") ? ["gamma", ...names.filter((name) => name !== "gamma")] : names;
}

const at = (group, axis) => (axis === "gamma" ? group.gamma : number(group.values[axis]));

/** Lines that coincide show rings around their points. */
const points = (i) => ({ pointRadius: 3.5 + 2 * Math.min(i, 4), pointBackgroundColor: i ? "transparent" : undefined, pointBorderWidth: i ? 1.5 : 1, order: i, clip: 10 });

/** Groups that differ in one axis alone are a line. */
function lines(axis) {
  const found = new Map();
  for (const group of results.groups) {
    const name = title(group.values, [axis, ...subjects]) || "all";
    if (!found.has(name)) found.set(name, []);
    if (at(group, axis) !== null) found.get(name).push(group);
  }
  return [...found].map(([name, groups], i) => ({
    name, points: points(i), color: palette[i % palette.length], dash: i >= palette.length ? [6, 4] : [],
    groups: groups.sort((a, b) => at(a, axis) - at(b, axis)),
  }));
}

/** A metric's name with what it looks through below it. */
function headingOf(metric) {
  const through = metric.match(/\[(.*)\]/);
  return [short(metric), through ? make("small", {}, through[1]) : null];
}

function curve(parent, metric, axis, colors) {
  const datasets = [];
  for (const line of lines(axis)) {
    if (hidden.has(line.name)) continue;
    const data = (which) => line.groups.map((group) => ({ x: at(group, axis), y: reading(group, metric)[which] })).filter((point) => point.y !== null);
    const plain = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, band: true, order: 99, backgroundColor: `${line.color}2e` };
    const low = data("low");
    if (line.groups.some((group) => hasRange(reading(group, metric)))) datasets.push({ ...plain, data: low, fill: false }, { ...plain, data: data("high"), fill: "-1" });
    datasets.push({ label: line.name, data: data("value"), borderColor: line.color, backgroundColor: line.color, borderWidth: 2, ...line.points, borderDash: line.dash });
  }
  const said = lines(axis).map((line) => `${line.name}: ${line.groups.map((group) => `${at(group, axis)} ${rounded(reading(group, metric).value)}`).join(", ")}`);
  const label = (item) => ` ${item.dataset.label}: ${rounded(item.parsed.y)}`;
  const shown = datasets.flatMap((set) => set.data.map((point) => point.y));
  addChart(parent, headingOf(metric), `${metric} against ${named(axis)}. ${said.join("; ")}`, {
    type: "line", data: { datasets },
    options: {
      scales: { x: scale(named(axis), colors), y: scale("", colors, limits(shown)) },
      plugins: { tooltip: { filter: (item) => !item.dataset.band, callbacks: { title: (items) => (items.length ? `${named(axis)} = ${items[0].parsed.x}` : ""), label } } },
    },
  });
}

/** Writes γ beside the points of a trade-off. */
const marks = {
  id: "marks",
  afterDatasetsDraw(chart) {
    const context = chart.ctx;
    context.save();
    context.font = "11px system-ui, sans-serif";
    context.fillStyle = look().soft;
    chart.data.datasets.forEach((set, i) => chart.getDatasetMeta(i).data.forEach((point, j) => context.fillText(set.data[j].mark, point.x + 6, point.y - 5)));
    context.restore();
  },
};

function tradeOff(parent, first, second, axis, colors) {
  const datasets = lines(axis).filter((line) => !hidden.has(line.name)).map((line) => ({
    label: line.name, borderColor: line.color, backgroundColor: line.color, borderWidth: 1.5, borderDash: line.dash, showLine: true, ...line.points,
    data: line.groups.map((group) => ({ x: reading(group, first).value, y: reading(group, second).value, mark: String(at(group, axis)) })).filter((point) => point.x !== null && point.y !== null),
  }));
  const values = (which) => datasets.flatMap((set) => set.data.map((point) => point[which]));
  const label = (item) => ` ${item.dataset.label}, ${named(axis)} = ${item.raw.mark}: ${rounded(item.parsed.x)}, ${rounded(item.parsed.y)}`;
  addChart(parent, `${short(second)} against ${short(first)}`, `${second} against ${first}, one line for each setting, marked with ${named(axis)}; the numbers are in the table of measurements`, {
    type: "scatter", data: { datasets }, plugins: [marks],
    options: { layout: { padding: { top: 16, right: 16 } }, scales: { x: scale(short(first), colors, limits(values("x"))), y: scale(short(second), colors, limits(values("y"))) }, plugins: { tooltip: { callbacks: { label } } } },
  });
}

/** Pairs that say something together, as far as they were measured; then whatever the reader picks. */
const chosenPairs = (() => {
  const like = (pattern) => metrics.find((name) => pattern.test(name));
  const pairs = [[like(/^(improved )?precision/i), like(/^(improved )?recall/i)], [like(/^(fid|fr[eé]chet)/i), like(/accuracy/i)], [like(/density/i), like(/coverage/i)]];
  const found = pairs.filter(([one, other]) => one && other);
  if (!found.length) found.push(metrics.length > 1 ? [metrics[0], metrics[1]] : [costs[0][1], metrics[0] || costs[1][1]]);
  return found;
})();

function pairControls(parent, redraw) {
  const all = [...metrics, ...costs.map(([, name]) => name)].map((name) => [name, name]);
  const selects = [0, 1].map((side) => {
    const select = make("select", {});
    fill(select, all, chosenPairs[0][side]);
    select.addEventListener("change", () => { chosenPairs[0][side] = select.value; redraw(); });
    return select;
  });
  parent.before(make("div", { className: "controls", id: "pair" }, make("span", { className: "muted" }, "First chart:"), make("label", {}, "across ", selects[0]), make("label", {}, "up ", selects[1])));
}

function legend(axis) {
  byId("legend").replaceChildren(...lines(axis).map((line) => {
    const box = make("input", { type: "checkbox", checked: !hidden.has(line.name) });
    box.addEventListener("change", () => { if (box.checked) hidden.delete(line.name); else hidden.add(line.name); drawCharts(); });
    return make("label", { className: line.dash.length ? "dash" : "" }, box, make("i", { style: `border-color: ${line.color}` }), line.name);
  }));
}

function drawCharts() {
  charts.forEach((chart) => chart.destroy());
  charts = [];
  const axis = byId("against").value;
  const colors = look();
  legend(axis);
  byId("curve-list").replaceChildren();
  byId("trade-off-list").replaceChildren();
  [...metrics, ...costs.map(([, name]) => name)].forEach((metric) => curve(byId("curve-list"), metric, axis, colors));
  chosenPairs.forEach(([first, second]) => tradeOff(byId("trade-off-list"), first, second, axis, colors));
}

if (numeric().length) {
  fill(byId("against"), numeric().map((name) => [name, named(name)]), numeric()[0]);
  byId("against").addEventListener("change", drawCharts);
  const banded = results.groups.some((group) => group.measurements.some(hasRange));
  byId("curve-note").textContent = (banded ? "Bands are the intervals of the measurements. " : "")
    + (metrics.length ? "" : "Nothing was measured but what the pictures cost.");
  pairControls(byId("trade-off-list"), drawCharts);
  drawCharts();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawCharts);
} else {
  byId("curves").hidden = true;
  byId("trade-offs").hidden = true;
}
