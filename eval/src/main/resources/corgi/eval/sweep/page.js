// What all pages share: the results, and making of elements.
const results = JSON.parse(document.getElementById("results").textContent);
const byId = (id) => document.getElementById(id);
const number = (text) => (text !== null && String(text).trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : null);

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

/** A metric without what it looks through. */
const short = (metric) => metric.replace(/\[.*?\]/g, "").trim();

/** As many digits as are worth reading. */
function rounded(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.0001 || size >= 1e6)) return value.toExponential(2);
  return Number(value.toPrecision(size >= 100 ? 4 : 3)).toLocaleString("en", { maximumFractionDigits: 6, useGrouping: false });
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

/** Lets a click on a heading sort a table by what its cells show first, and another turn the order round; what has no value is last. */
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, i) => {
    const text = row.cells[i].firstChild ? row.cells[i].firstChild.textContent : "";
    return text === "–" || text === "" ? null : heads[i].className === "number" ? number(text) : text;
  };
  const sort = (i, down) => {
    const rows = [...table.tBodies[0].rows].map((row) => [key(row, i), row]);
    rows.sort(([x], [y]) => (x === null || y === null ? (x === null) - (y === null) : (down ? -1 : 1) * (x < y ? -1 : x > y ? 1 : 0)));
    table.tBodies[0].replaceChildren(...rows.map(([, row]) => row));
    heads.forEach((head, j) => { if (j === i) head.ariaSort = down ? "descending" : "ascending"; else head.removeAttribute("aria-sort"); });
  };
  heads.forEach((head, i) => {
    if (!head.textContent) return;
    const button = make("button", { type: "button" }, ...head.childNodes);
    button.addEventListener("click", () => sort(i, head.ariaSort === "ascending"));
    head.replaceChildren(button);
  });
  return table;
}

const hasRange = (one) => one.low !== null && one.low !== undefined && one.low < one.high;

function measure(one) {
  return !hasRange(one) ? [rounded(one.value)]
    : [rounded(one.value), make("span", { className: "range" }, ` [${rounded(one.low)}, ${rounded(one.high)}]`)];
}
