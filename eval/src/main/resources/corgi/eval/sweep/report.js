// What the parts of the page share: the results, their axes, and making of elements.
const results = JSON.parse(document.getElementById("results").textContent);
const byId = (id) => document.getElementById(id);
const symbols = { gamma: "γ" };
const named = (axis) => symbols[axis] || axis;
const axes = results.axes;
const varied = axes.filter((axis) => axis.values.length > 1);
const number = (text) => (text !== null && String(text).trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : null);
const subjects = ["prompt", "label", "init", "mask", "points"];

/** An element with properties and children; children that are texts stay texts. */
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null) continue;
    if (key in element && key !== "style") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** "γ = 4, guidance = cfg" of the axes that vary. */
function title(values, without) {
  return varied
    .filter((axis) => axis.name in values && !(without || []).includes(axis.name))
    .map((axis) => (axis.name === "prompt" ? values.prompt : `${named(axis.name)} = ${values[axis.name]}`))
    .join(", ");
}

/** A metric without what it looks through. */
const short = (metric) => metric.replace(/\[.*?\]/g, "").trim();

/** A request with a line for each key. */
function written(request) {
  const lines = Object.entries(request).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value).replace(/,(?=\d)/g, ", ")}`);
  return `{\n${lines.join(",\n")}\n}`;
}

/** As many digits as are worth reading. */
function rounded(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.0001 || size >= 1e6)) return value.toExponential(2);
  return Number(value.toPrecision(size >= 100 ? 4 : 3)).toLocaleString("en", { maximumFractionDigits: 6, useGrouping: false });
}


const picture = (cell, seed) => `${cell.pictures}/${seed}.png`;
const seedsOf = (cell) => (cell.request && cell.request.seeds) || cell.seeds;

/** The command that draws a cell again, or one picture of it. */
function genCommand(cell, seed) {
  const seeds = seedsOf(cell);
  const which = seed !== undefined ? `--seed ${seed}` : seeds.length > 1 ? `--seed ${seeds[0]} --count ${seeds.length}` : `--seed ${seeds[0]}`;
  return `${cell.command} ${which}`;
}

/** A command with a button that copies it. */
function commandBlock(text) {
  const button = make("button", { type: "button" }, "Copy");
  button.addEventListener("click", () => {
    const done = () => { button.textContent = "Copied"; setTimeout(() => { button.textContent = "Copy"; }, 1500); };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, () => {});
    else {
      const area = make("textarea", { value: text });
      (button.closest("dialog") || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      done();
    }
  });
  return make("div", { className: "command" }, make("pre", { tabIndex: 0 }, text), button);
}

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
}
