// Charts, as all pages have them.
const palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5cd6", "#8c8c8c"];
let charts = [];

function look() {
  const style = getComputedStyle(document.documentElement);
  return { ink: style.getPropertyValue("--ink").trim(), soft: style.getPropertyValue("--soft").trim(), line: style.getPropertyValue("--line").trim() };
}

function scale(text, colors, more) {
  return { type: "linear", title: { display: true, text, color: colors.soft }, ticks: { color: colors.soft, maxTicksLimit: 8 }, grid: { color: colors.line }, border: { color: colors.line }, ...more };
}

/** What is far from 0 need not begin there; shares end at 1. */
function limits(values) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const end = most <= 1 && most > 0.8 && least >= 0 ? { max: 1 } : { grace: "5%" };
  return least >= 0 && least < most / 2 ? { min: 0, ...end } : end;
}

function addChart(parent, heading, description, config) {
  const canvas = make("canvas", { role: "img", "aria-label": description });
  parent.append(make("figure", { className: "chart" }, make("h3", {}, heading), make("div", { className: "canvas" }, canvas)));
  config.options = { responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: "nearest", intersect: false }, ...config.options };
  config.options.plugins = { legend: { display: false }, ...config.options.plugins };
  charts.push(new Chart(canvas, config));
}
