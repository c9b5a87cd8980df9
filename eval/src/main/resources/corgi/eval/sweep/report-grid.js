// The grid of pictures, and the dialog that shows one cell.
const SEED = "seed"; // may be laid out like an axis
const grid = { rows: "", columns: "", size: 96, shown: 4, pages: {} };
const cellsByKey = new Map(results.cells.map((cell) => [key(cell.values), cell]));
const allSeeds = results.cells.length ? seedsOf(results.cells[0]) : [];
let opened = 0;

function key(values) {
  return JSON.stringify(axes.map((axis) => values[axis.name]));
}

/** The cell of these values; settings that it has not are absent in it. */
function find(values) {
  const exact = cellsByKey.get(key(values));
  if (exact) return exact;
  return results.cells.find((cell) => axes.every((axis) => cell.values[axis.name] === values[axis.name] || cell.values[axis.name] === "–"));
}

function valuesOf(name) {
  if (name === "") return [null];
  if (name === SEED) return allSeeds;
  return axes.find((axis) => axis.name === name).values.filter((value) => value !== "–");
}

function describe(cell, seed) {
  const what = [cell.request.prompts.join(" and "), title(cell.values, ["prompt"]), `seed ${seed}`];
  return what.filter((part) => part).join(", ");
}

function image(cell, seed, eager) {
  const img = make("img", { src: picture(cell, seed), alt: describe(cell, seed), loading: eager ? "eager" : "lazy", decoding: "async" });
  img.addEventListener("load", () => img.style.setProperty("--shape", `${img.naturalWidth} / ${img.naturalHeight}`));
  return img;
}

function tile(cell, seeds) {
  if (!cell) return make("span", { className: "muted" }, "–");
  const there = seeds.filter((seed) => cell.seeds.includes(seed));
  const across = Math.ceil(Math.sqrt(seeds.length));
  const shown = there.map((seed) => image(cell, seed));
  if (!there.length) {
    shown.push(make("span", { className: cell.status === "failed" ? "why bad" : "why muted" }, cell.status));
  }
  const button = make("button", { type: "button", className: "tile", title: title(cell.values), style: `--across: ${Math.min(across, Math.max(1, there.length))}` }, shown);
  button.addEventListener("click", () => show(results.cells.indexOf(cell)));
  return button;
}

function drawGrid() {
  const chosen = {};
  axes.forEach((axis) => { chosen[axis.name] = axis.values[0]; });
  Object.assign(chosen, grid.pages);
  const columns = valuesOf(grid.columns);
  const heading = (name, value) => (name === "" ? "" : name === "prompt" ? value : `${named(name)} ${value}`);
  const corner = [grid.rows, grid.columns].filter((name) => name).map(named).join(" \\ ");
  const head = make("tr", {}, make("th", { scope: "col" }, corner),
    columns.map((value) => make("th", { scope: "col" }, heading(grid.columns, value))));
  const rows = valuesOf(grid.rows).map((row) => make("tr", {}, make("th", { scope: "row" }, heading(grid.rows, row)),
    columns.map((column) => {
      const values = { ...chosen };
      let seeds = allSeeds.slice(0, grid.shown);
      for (const [name, value] of [[grid.rows, row], [grid.columns, column]]) {
        if (name === SEED) seeds = [value];
        else if (name) values[name] = value;
      }
      const cell = find(values);
      return make("td", {}, tile(cell, cell ? seeds.map((seed) => seedsOf(cell)[allSeeds.indexOf(seed)]) : seeds)); // a cell may have seeds of its own
    })));
  byId("grid").replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, rows)));
  zoomTo(grid.size);
}

function zoomTo(size) {
  grid.size = Math.max(32, Math.min(512, size));
  byId("zoom").value = grid.size;
  byId("grid").style.setProperty("--size", `${grid.size}px`);
  byId("grid").classList.toggle("crisp", grid.size > 96);
}

/** Axes that are neither rows nor columns are pages. */
function drawPages() {
  const left = varied.filter((axis) => ![grid.rows, grid.columns].includes(axis.name));
  for (const name of Object.keys(grid.pages)) if (!left.some((axis) => axis.name === name)) delete grid.pages[name];
  byId("pages").replaceChildren(...left.map((axis) => {
    grid.pages[axis.name] = grid.pages[axis.name] ?? axis.values[0];
    const select = make("select", {});
    fill(select, axis.values.map((value) => [value, value]), grid.pages[axis.name]);
    const turn = (by) => {
      select.selectedIndex = (select.selectedIndex + by + axis.values.length) % axis.values.length;
      select.dispatchEvent(new Event("change"));
    };
    select.addEventListener("change", () => { grid.pages[axis.name] = select.value; drawGrid(); });
    const step = (by, text, label) => {
      const button = make("button", { type: "button", "aria-label": label }, text);
      button.addEventListener("click", () => turn(by));
      return button;
    };
    return make("span", { className: "zoom" }, make("label", {}, `Page: ${named(axis.name)} `, select),
      step(-1, "‹", `${axis.name} before`), step(1, "›", `next ${axis.name}`));
  }));
}

function layOut(rows, columns) {
  grid.rows = rows;
  grid.columns = columns;
  const names = [["", "(none)"], ...varied.map((axis) => [axis.name, named(axis.name)]), ...(allSeeds.length > 1 ? [[SEED, SEED]] : [])];
  fill(byId("rows"), names, rows);
  fill(byId("columns"), names, columns);
  drawPages();
  drawGrid();
}

function show(index) {
  opened = (index + results.cells.length) % results.cells.length;
  const cell = results.cells[opened];
  const group = results.groups[cell.group];
  byId("cell-title").textContent = title(cell.values) || cell.request.prompts.join(" and ");
  const large = make("div", { className: "large crisp" }, cell.seeds.map((seed) => make("figure", {},
    make("a", { href: picture(cell, seed), target: "_blank", rel: "noopener" }, image(cell, seed)), make("figcaption", {}, `seed ${seed}`))));
  const measured = group.measurements.map((one) => make("tr", {}, make("th", { scope: "row" }, one.name), make("td", { className: "number" }, measure(one))));
  const body = [
    cell.failure ? make("p", { className: "bad", role: "alert" }, `Failed: ${cell.failure}`) : null,
    large,
    make("h3", {}, "Draw it again"),
    commandBlock(genCommand(cell)),
    make("h3", {}, "Request"),
    make("pre", { id: "request", tabIndex: 0 }, written(cell.request)),
  ];
  if (measured.length) {
    body.push(make("details", { open: true }, make("summary", {}, "Measurements"), make("div", { className: "scroll" }, make("table", {}, make("tbody", {}, measured)))));
  }
  byId("cell-body").replaceChildren(...body.filter((part) => part));
  if (!byId("cell").open) byId("cell").showModal();
  byId("cell").scrollTop = 0;
}

byId("rows").addEventListener("change", (event) => layOut(event.target.value, grid.columns === event.target.value ? grid.rows : grid.columns));
byId("columns").addEventListener("change", (event) => layOut(grid.rows === event.target.value ? grid.columns : grid.rows, event.target.value));
byId("shown").addEventListener("change", (event) => { grid.shown = Number(event.target.value); drawGrid(); });
byId("zoom").addEventListener("input", (event) => zoomTo(Number(event.target.value)));
byId("smaller").addEventListener("click", () => zoomTo(Math.round(grid.size / 1.25 / 8) * 8));
byId("larger").addEventListener("click", () => zoomTo(Math.round(grid.size * 1.25 / 8) * 8));
byId("grid").addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "=") byId("larger").click();
  if (event.key === "-") byId("smaller").click();
});
byId("before").addEventListener("click", () => show(opened - 1));
byId("after").addEventListener("click", () => show(opened + 1));
byId("cell").addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") show(opened - 1);
  if (event.key === "ArrowRight") show(opened + 1);
});
byId("cell").addEventListener("click", (event) => { if (event.target === byId("cell")) byId("cell").close(); });

const counts = [1, 2, 4, 9, 16, 64].filter((count) => count < allSeeds.length).concat(allSeeds.length || 1);
grid.shown = counts.includes(4) ? 4 : counts[counts.length - 1];
fill(byId("shown"), counts.map((count) => [String(count), count === allSeeds.length ? `all ${count}` : String(count)]), String(grid.shown));
{
  const pick = (wanted, other) => wanted.find((name) => name !== other && varied.some((axis) => axis.name === name));
  const columns = pick(["gamma", "steps", ...varied.map((axis) => axis.name)]) || (allSeeds.length > 1 ? SEED : "");
  const rows = pick(["guidance", "prompt", "model", "label", ...varied.map((axis) => axis.name)], columns) || "";
  grid.size = window.innerWidth < 600 ? 56 : 96;
  layOut(rows, columns);
}
