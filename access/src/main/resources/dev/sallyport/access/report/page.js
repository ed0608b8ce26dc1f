// The head, the filters' choices, the list of findings, and paper.

function choices(select, first, options) {
  select.replaceChildren(...[["", first], ...options].map(([value, words]) => {
    const option = element("option", {}, words);
    option.value = value; // as it is, also where it cannot be shown so
    return option;
  }));
}

/** How often each value occurs, those of the same number in their own order. */
function tally(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return counts;
}

function showHead() {
  const title = "Who has what in " + visible(data.source);
  document.title = title;
  byId("title").textContent = title;
  const read = new Date(data.readAt).toISOString().replace("T", " ").slice(0, 16);
  const mapped = data.entries.filter(entry => entry.place !== "");
  const principals = new Set(mapped.map(entry => entry.name)).size; // one may have several entries
  byId("read").textContent = `Read ${read} UTC: ${counted(principals, "principal")} of the map, `
    + `${counted(data.entries.length - mapped.length, "other")}, ${counted(data.bindings.length, "binding")}.`;
  byId("unseen").hidden = data.unseen.length === 0;
  byId("unseen").querySelector("ul").replaceChildren(...data.unseen.map(words => element("li", {}, words)));
  byId("notes").replaceChildren(...data.notes.map(words => element("li", {}, words)));
}

function showTiles() {
  const shown = data.entries.filter(entry => !entry.own);
  const tile = (count, words, danger, fits, set) => {
    const made = element("button", {type: "button", class: danger && count > 0 ? "tile danger" : "tile", onclick: () => {
      const pressed = made.isPressed();
      byId("filters").reset();
      if (!pressed) {
        set();
      }
      refresh();
    }}, element("b", {}, count.toLocaleString("en")), element("span", {}, words));
    made.isPressed = fits;
    return made;
  };
  const byPower = (power, words, danger) => tile(
    shown.filter(entry => entry.strengths.includes(power)).length, words, danger,
    () => byId("power").value === power, () => { byId("power").value = power; });
  byId("tiles").replaceChildren(
    byPower("everything", "may do everything", true),
    byPower("climbs", "can get there in steps", true),
    byPower("secretsEverywhere", "read all Secrets", false),
    tile(shown.filter(entry => entry.ownCodes.length > 0).length, "have findings of their own", false,
      () => byId("code").value === "own", () => { byId("code").value = "own"; }));
}

function showChoices() {
  const kinds = tally(data.entries.filter(entry => !entry.own).map(entry => entry.kind));
  choices(byId("kind"), "everybody", [...kinds].map(([kind, count]) => [kind, `${kind} (${count.toLocaleString("en")})`]));
  choices(byId("power"), "anything", [["any", "anything strong"], ...Object.entries(POWERS)]);
  const namespaces = [...new Set(data.bindings.map(binding => binding.namespace).filter(name => name !== ""))].sort();
  choices(byId("where"), "any place", [[WHOLE_CLUSTER, WHOLE_CLUSTER], ...namespaces.map(name => [name, name])]);
  const codes = new Map(data.findings.map(finding => [finding.code, `${finding.code}: ${finding.title}`]));
  choices(byId("code"), "any or none", [["own", "any of their own"], ...codes]);
  const own = data.entries.filter(entry => entry.own).length;
  byId("own-words").textContent = `Kubernetes\u2019 own parts (${own.toLocaleString("en")})`;
  byId("own").disabled = own === 0;
}

function showFindings(page) {
  const pages = Math.ceil(data.findings.length / PAGE);
  const shown = page === undefined ? data.findings : data.findings.slice(page * PAGE, (page + 1) * PAGE);
  byId("finding-rows").replaceChildren(...shown.map(finding => element("tr", {},
    element("td", {}, element("span", {class: "chip " + finding.severity, title: finding.title}, finding.code)),
    element("td", {class: "mono"}, finding.place),
    element("td", {}, finding.message + ".", element("span", {class: "sub"}, finding.remedy)))));
  showPages(byId("finding-pages"), page ?? 0, page === undefined ? 1 : pages, showFindings);
}

showHead();
showTiles();
showChoices();
showFindings(0);
byId("all-findings").hidden = data.findings.length === 0;
byId("all-findings").querySelector("summary").textContent = `All findings (${data.findings.length.toLocaleString("en")})`;
byId("filters").addEventListener("input", refresh);
byId("filters").addEventListener("reset", () => setTimeout(refresh)); // it is told before it happens
byId("filters").addEventListener("submit", event => event.preventDefault());
// Paper has no next page: all that the filters leave is printed.
addEventListener("beforeprint", () => {
  showRows(view.found);
  if (byId("all-findings").open) { // else nobody sees them, and there may be ten thousand
    showFindings();
  }
});
addEventListener("afterprint", () => {
  goTo(view.page);
  showFindings(0);
});
refresh();
