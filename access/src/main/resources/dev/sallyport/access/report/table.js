// The table of everybody: filtered, sorted, a page at a time; on paper all pages.

const PAGE = 50;
const HEADS = [
  {title: "Who", key: entry => entry.name.toLowerCase()},
  {title: "Comes in by", key: entry => entry.place},
  {title: "In the cluster as", key: entry => entry.user.toLowerCase()},
  {title: "Bindings", key: entry => -entry.bindings.size},
  {title: "Can", key: entry => entry.strength},
  {title: "Findings", key: entry => -entry.ownCodes.length},
];
const view = {found: [], page: 0, sort: 4, down: false};

function readFilters() {
  return {search: byId("search").value, kind: byId("kind").value, power: byId("power").value,
    where: byId("where").value, code: byId("code").value, own: byId("own").checked};
}

/** Filters and sorts anew; equal ones stay in the order of the map. */
function refresh() {
  const key = HEADS[view.sort].key;
  const sign = view.down ? -1 : 1;
  const filters = readFilters();
  const fitting = entriesThat({...filters, own: true}); // a name that is not found must not seem to be nobody's
  const shown = filters.own ? fitting : fitting.filter(entry => !entry.own);
  view.found = shown.map(entry => ({entry, by: key(entry)}))
    .sort((one, other) => one.by < other.by ? -sign : one.by > other.by ? sign : one.entry.number - other.entry.number)
    .map(({entry}) => entry);
  byId("count").textContent = counted(view.found.length, "entry", "entries") + " of "
    + data.entries.length.toLocaleString("en") + (fitting.length === shown.length ? ""
      : "; hidden: " + counted(fitting.length - shown.length, "part") + " of Kubernetes itself");
  byId("heads").replaceChildren(...HEADS.map(({title}, place) => element("th",
    {scope: "col", "aria-sort": place !== view.sort ? "none" : view.down ? "descending" : "ascending"},
    element("button", {type: "button", onclick: () => sortBy(place)},
      title + (place !== view.sort ? "" : view.down ? " \u25be" : " \u25b4")))));
  for (const tile of byId("tiles").children) {
    tile.setAttribute("aria-pressed", String(tile.isPressed()));
  }
  goTo(0);
}

function sortBy(place) {
  view.down = view.sort === place && !view.down;
  view.sort = place;
  refresh();
  byId("heads").children[place].firstChild.focus();
}

function goTo(page) {
  view.page = page;
  showRows(view.found.slice(page * PAGE, (page + 1) * PAGE));
  showPages(byId("pages"), page, Math.ceil(view.found.length / PAGE), next => {
    goTo(next);
    byId("people").focus();
  });
}

function showRows(entries) {
  byId("rows").replaceChildren(...(entries.length > 0 ? entries.map(row)
    : [element("tr", {}, element("td", {colspan: HEADS.length}, "Nobody fits. Clear the filters to see everybody."))]));
}

function row(entry) {
  const open = () => showPerson(entry, view.found);
  const namespaces = [...entry.namespaces].filter(name => name !== WHOLE_CLUSTER).length;
  const where = [entry.namespaces.has(WHOLE_CLUSTER) ? WHOLE_CLUSTER : "",
    namespaces === 0 ? "" : counted(namespaces, "namespace")].filter(words => words !== "").join(", ");
  return element("tr", {onclick: event => event.target.closest("button") === null && open()},
    element("th", {scope: "row"},
      element("button", {type: "button", class: "open name", onclick: open}, entry.name),
      element("span", {class: "sub"}, [entry.kind, entry.chosen].filter(words => words !== "").join(", "))),
    element("td", {class: "mono"}, entry.place),
    element("td", {}, element("span", {class: "mono"}, entry.user),
      element("span", {class: "sub mono"}, entry.kind === "Kubernetes group" || entry.kind === "everybody" ? ""
        : entry.groups.join(", "))),
    element("td", {}, entry.bindings.size === 0 ? "none" : entry.bindings.size.toLocaleString("en"),
      element("span", {class: "sub"}, where)),
    element("td", {}, ...chips(entry)),
    element("td", {}, ...[...new Set(entry.ownCodes)].map(code => {
      const {severity, title} = data.findings.find(finding => finding.code === code);
      return element("span", {class: "chip " + severity, title}, code);
    })));
}
