// Headings, tables and commands.
const groupAxes = varied.filter((axis) => !subjects.includes(axis.name));

function table(head, rows) {
  return sortable(make("table", {}, make("thead", {}, make("tr", {}, head.map(([text, number]) => make("th", { scope: "col", className: number ? "number" : "" }, text)))), make("tbody", {}, rows)));
}

const td = (content, numeric) => make("td", { className: numeric ? "number" : "" }, content);
const isNumeric = (axis) => axis.values.every((value) => number(value) !== null);
const headOf = (list) => list.map((axis) => [named(axis.name), isNumeric(axis)]);
const cellsOf = (list, values) => list.map((axis) => td(values[axis.name] ?? "", isNumeric(axis)));

function measurementTable() {
  if (!metrics.length) { byId("numbers").hidden = true; return; }
  const measured = results.groups.filter((group) => group.measurements.length);
  const rows = measured.map((group) => make("tr", {}, cellsOf(groupAxes, group.values), td(String(group.measurements[0].count), true),
    metrics.map((metric) => { const one = group.measurements.find((other) => other.name === metric); return td(one ? measure(one) : "–", true); })));
  byId("measurement-table").append(table([...headOf(groupAxes), ["pictures", true], ...metrics.map((name) => [headingOf(name), true])], rows));
  const references = [...new Set(measured.flatMap((group) => group.measurements.map((one) => one.reference)).filter((text) => text))];
  const note = [references.length ? `Reference: ${references.join("; ")}.` : "", measured.some((group) => group.measurements.some(hasRange)) ? "Beside each value its interval." : ""];
  byId("numbers").append(make("p", { className: "muted" }, note.filter((text) => text).join(" ")));
}

function costTable() {
  const rows = results.groups.map((group) => {
    const cells = results.cells.filter((cell) => results.groups[cell.group] === group);
    const pictures = cells.reduce((sum, cell) => sum + cell.seeds.length, 0);
    return make("tr", {}, cellsOf(groupAxes, group.values), td(String(pictures), true), td(rounded(costOf(group, "evaluations")), true), td(rounded(costOf(group, "seconds")), true));
  });
  byId("cost-table").append(table([...headOf(groupAxes), ["pictures", true], ["evaluations per image", true], ["seconds per image", true]], rows));
}

function opener(cell) {
  const button = make("button", { type: "button", "aria-label": `Show ${title(cell.values)}` }, "Show");
  button.addEventListener("click", () => show(results.cells.indexOf(cell)));
  return button;
}

function cellTable() {
  const rows = results.cells.map((cell) => make("tr", {}, cellsOf(varied, cell.values),
    make("td", { className: cell.status === "failed" ? "bad" : "" }, cell.status), td(`${cell.seeds.length} of ${seedsOf(cell).length}`, true),
    td(rounded(cell.evaluations), true), td(rounded(cell.seconds), true), td(make("code", {}, cell.address)), td(opener(cell))));
  byId("cell-table").append(table([...headOf(varied), ["status"], ["pictures", true], ["evaluations", true], ["seconds", true], ["address"], [""]], rows));
}

function failures() {
  const failed = results.cells.filter((cell) => cell.failure);
  if (!failed.length) return;
  byId("failures").hidden = false;
  byId("failure-list").append(table([...headOf(varied), ["why"], [""]],
    failed.map((cell) => make("tr", {}, cellsOf(varied, cell.values), make("td", { className: "bad" }, cell.failure), td(opener(cell))))));
}

function commands() {
  const list = byId("command-list");
  list.append(make("p", {}, "Makes this page, and goes on where it was stopped; with more values it draws what is new:"), commandBlock(results.command));
  const again = results.groups.flatMap((group) => group.commands.map((text) => [title(group.values, subjects), text]));
  if (again.length) {
    const blocks = again.map(([name, text]) => make("div", {}, make("h3", {}, name || "all"), commandBlock(text)));
    list.append(make("details", {}, make("summary", {}, "Measure the pictures again"), blocks));
  }
  list.append(make("details", {}, make("summary", {}, "Draw the pictures of a cell again"),
    results.cells.map((cell) => make("div", {}, make("h3", {}, title(cell.values) || "all"), commandBlock(genCommand(cell))))));
}

function header() {
  const prompt = axes.find((axis) => axis.name === "prompt");
  const what = prompt ? (prompt.values.join(" · ").length < 80 ? prompt.values.join(" · ") : `${prompt.values.length} prompts`) : "";
  byId("title").textContent = what || "Sweep";
  document.title = what ? `Sweep: ${what}` : "Sweep";
  const pictures = results.cells.reduce((sum, cell) => sum + cell.seeds.length, 0);
  const count = (many, text) => `${many.toLocaleString("en")} ${text}${many === 1 ? "" : "s"}`;
  const over = varied.map((axis) => `${axis.values.length} × ${named(axis.name)}`).join(", ");
  byId("summary").textContent = `${count(results.cells.length, "cell")}${over ? ` (${over})` : ""}, ${count(allSeeds.length, "seed")} each: ${count(pictures, "picture")}.`;
  const request = results.cells.length ? results.cells[0].request : {};
  const same = axes.filter((axis) => axis.values.length === 1 && axis.name !== "prompt").map((axis) => [named(axis.name), axis.values[0]]);
  for (const name of ["model", "sampler", "steps"]) {
    const everywhere = new Set(results.cells.map((cell) => JSON.stringify(cell.request[name])));
    if (request[name] !== undefined && everywhere.size === 1 && !same.some(([other]) => other === name)) same.push([name, String(request[name])]);
  }
  byId("same").replaceChildren(...same.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  byId("made").append(`Made by Corgi ${results.corgi}. The same as tables: `, make("a", { href: "results.csv" }, "results.csv"), ", ", make("a", { href: "results.json" }, "results.json"), ".");
}

function contents() {
  const sections = [...document.querySelectorAll("main > section")].filter((section) => !section.hidden);
  byId("contents").replaceChildren(...sections.map((section) => make("a", { href: `#${section.id}` }, section.querySelector("h2").textContent)));
}

header();
failures();
measurementTable();
costTable();
cellTable();
commands();
contents();
document.documentElement.dataset.ready = "yes";
