// What the parts of the report share: the axes, and how a cell is named and drawn again.
const symbols = { gamma: "γ" };
const named = (axis) => symbols[axis] || axis;
const axes = results.axes;
const varied = axes.filter((axis) => axis.values.length > 1);
const subjects = ["prompt", "label", "init", "mask", "points"];

/** "γ = 4, guidance = cfg" of the axes that vary. */
function title(values, without) {
  return varied
    .filter((axis) => axis.name in values && !(without || []).includes(axis.name))
    .map((axis) => (axis.name === "prompt" ? values.prompt : `${named(axis.name)} = ${values[axis.name]}`))
    .join(", ");
}

/** A request with a line for each key. */
function written(request) {
  const lines = Object.entries(request).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value).replace(/,(?=\d)/g, ", ")}`);
  return `{\n${lines.join(",\n")}\n}`;
}

const picture = (cell, seed) => `${cell.pictures}/${seed}.png`;
const seedsOf = (cell) => (cell.request && cell.request.seeds) || cell.seeds;

/** The command that draws a cell again, or one picture of it. */
function genCommand(cell, seed) {
  const seeds = seedsOf(cell);
  const which = seed !== undefined ? `--seed ${seed}` : seeds.length > 1 ? `--seed ${seeds[0]} --count ${seeds.length}` : `--seed ${seeds[0]}`;
  return `${cell.command} ${which}`;
}
