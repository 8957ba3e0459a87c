"use strict";
(() => {
  const table = document.getElementById("all-figures");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
  const FIGURE = 3;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  document.documentElement.classList.add("scripted");

  // Filter.
  const measures = [...new Set(rows.map((row) => row.cells[1].textContent))];
  const states = [
    ["", "all figures"],
    ["disputed", "only those disputed"],
    ["elsewhere", "only those that another origin contradicts"],
    ["revised", "only those revised since"],
    ["inexact", "only those that are not exact"],
    ["withheld", "only those withheld"],
  ].filter(([state]) => !state || body.querySelector(`tr.${state}`));
  const words = make("input", { type: "search", id: "words", autocomplete: "off" });
  const measure = make("select", { id: "measure" }, make("option", { value: "" }, "everything"),
    ...measures.map((name) => make("option", { value: name }, name)));
  const state = make("select", { id: "state" },
    ...states.map(([value, label]) => make("option", { value }, label)));
  const status = make("p", { id: "shown" });
  status.setAttribute("role", "status");
  const all = make("button", { type: "button" }, "Show all");
  const field = (label, input) =>
    make("div", {}, make("label", { htmlFor: input.id }, label), input);
  const controls = make("div", { id: "controls" });
  controls.setAttribute("role", "search");
  controls.setAttribute("aria-label", "Figures");
  controls.append(field("Place, time or source", words));
  if (measures.length > 1) controls.append(field("What is counted", measure));
  if (states.length > 1) controls.append(field("Which figures", state));
  controls.append(all, status);
  table.before(controls);

  const texts = rows.map(() => null);
  const textOf = (at) => texts[at] ??= plain(
    [0, 1, 2, 3, 4].map((cell) => rows[at].cells[cell].textContent).join(" "));
  const filter = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const fits = (!measure.value || row.cells[1].textContent === measure.value)
        && (!state.value || row.classList.contains(state.value))
        && wanted.every((word) => textOf(at).includes(word));
      row.hidden = !fits;
      count += fits;
    });
    const number = (value) => value.toLocaleString("en-GB");
    status.textContent = count === rows.length
      ? `All ${number(count)} figures are shown.`
      : `${number(count)} of ${number(rows.length)} figures are shown.`;
    all.disabled = count === rows.length && !words.value;
  };
  const reset = () => {
    words.value = measure.value = state.value = "";
    filter();
  };
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  measure.addEventListener("change", filter);
  state.addEventListener("change", filter);
  all.addEventListener("click", () => {
    reset();
    words.focus();
  });

  // Sort. A second press turns the order round, a third gives the order of the file back.
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    if (column === FIGURE) {
      const value = parseFloat(cell.querySelector("b").textContent.replace(/,/g, ""));
      return Number.isNaN(value) ? null : value;
    }
    return cell.dataset.s ?? (cell.querySelector("a") ?? cell).textContent;
  };
  const turns = (column) => (column === FIGURE
    ? ["descending", "ascending", "none"] : ["ascending", "descending", "none"]);
  const sort = (column, way) => {
    let sorted = rows;
    if (way !== "none") {
      const sign = way === "ascending" ? 1 : -1;
      const keyed = rows.map((row, at) => [keyOf(row, column), at, row]);
      keyed.sort(([one, first], [other, second]) => {
        if (one === null || other === null) return (one === null) - (other === null) || first - second;
        const order = column === FIGURE ? one - other : compare(one, other);
        return sign * order || first - second;
      });
      sorted = keyed.map(([, , row]) => row);
    }
    body.append(...sorted);
  };
  heads.slice(0, -1).forEach((head, column) => {
    const button = make("button", { type: "button" }, head.textContent);
    head.dataset.label = head.textContent; // print repeats no buttons on further sheets
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const ways = turns(column);
      const way = ways[(ways.indexOf(head.getAttribute("aria-sort")) + 1) % ways.length];
      heads.slice(0, -1).forEach((each) => each.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", way);
      sort(column, way);
    });
  });

  // A link to a row that the filter hides shows it.
  const reveal = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const row = document.getElementById(id);
    if (row?.hidden) {
      reset();
      row.scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", reveal);
  filter();
})();
