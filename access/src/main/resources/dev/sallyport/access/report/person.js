// Everything about one entry, in a dialog.

const MOST_BINDINGS = 40; // in the picture, until somebody asks for all
const person = byId("person");

function showPerson(entry, siblings) {
  const at = siblings.indexOf(entry);
  const step = by => () => showPerson(siblings[at + by], siblings);
  const bar = element("div", {class: "bar"},
    element("button", {type: "button", disabled: at <= 0, onclick: step(-1)}, "Previous"),
    element("button", {type: "button", disabled: at < 0 || at === siblings.length - 1, onclick: step(1)}, "Next"),
    at < 0 ? "" : `${(at + 1).toLocaleString("en")} of ${siblings.length.toLocaleString("en")}`,
    element("button", {type: "button", class: "close", onclick: () => person.close()}, "Close"));
  const frame = element("div", {class: "picture", role: "region", "aria-label": "Passage", tabindex: "0"});
  const more = element("p", {class: "more"});
  const draw = most => {
    const {svg, left} = picture(entry, most);
    frame.replaceChildren(svg);
    more.replaceChildren(...(left === 0 ? [] : [element("button", {type: "button", onclick: () => draw(Infinity)},
      "Draw " + counted(left, "more binding"))]));
  };
  draw(MOST_BINDINGS);
  person.replaceChildren(bar,
    element("h2", {id: "person-name", class: "mono"}, entry.name),
    element("p", {class: "soft"}, [entry.kind, entry.chosen, entry.place === "" ? "" : "by " + entry.place,
      entry.place === "" ? "" : data.mapFile].filter(words => words !== "").join(", ")),
    element("p", {}, ...chips(entry)),
    ...entry.remarks.map(remark => element("p", {}, remark)),
    element("h3", {}, "Passage"), frame, more,
    ...powersIn(entry), ...findingsIn(entry), ...rightsIn(entry), ...everybodysIn(entry, siblings));
  if (!person.open) {
    person.showModal();
  }
  person.scrollTop = 0;
}

function chips(entry) {
  return entry.powers.map(power => {
    const strength = strengthOf(power);
    return element("span", {class: "chip " + power.kind},
      strength === "secrets" ? "reads Secrets of " + counted(power.namespaces.length, "namespace")
        : strength === "secretsEverywhere" ? "reads all Secrets"
        : strength === "climbs" ? "everything, in steps" : "everything");
  });
}

function powersIn(entry) {
  const found = entry.powers.map(power => {
    switch (power.kind) {
      case "everything":
        return element("li", {}, "May do everything, by ", element("span", {class: "mono"}, power.by.join("; ")), ".");
      case "climbs":
        return element("li", {}, "Can get to do everything by doing something else first:",
          ...power.ways.map(number => wayIn(data.ways[number])),
          power.count > power.ways.length ? "and " + counted(power.count - power.ways.length, "more way") + "." : "");
      default:
        return element("li", {}, "Reads every Secret in "
          + (power.namespaces.length === 0 ? "the whole cluster" : power.namespaces.join(", ")) + ", by ",
          element("span", {class: "mono"}, power.by.map(number => data.bindings[number].name).join(", ")), ".");
    }
  });
  return found.length === 0 ? [] : [element("h3", {}, "Strong powers"), element("ul", {}, ...found)];
}

function wayIn(way) {
  return element("ol", {},
    ...way.steps.map(step => element("li", {}, step.words,
      ...step.needs.map(need => element("span", {class: "sub mono"}, need)))),
    element("li", {}, "then", ...way.then.map(need => element("span", {class: "sub mono"}, need))));
}

/** Findings of their own, and of the bindings and roles that they have something by. */
function findingsIn(entry) {
  const numbers = new Set(entry.findings);
  for (const number of entry.bindings) {
    const binding = data.bindings[number];
    binding.findings.forEach(finding => numbers.add(finding));
    if (binding.role !== undefined) {
      data.roles[binding.role].findings.forEach(finding => numbers.add(finding));
    }
  }
  if (numbers.size === 0) {
    return [];
  }
  return [element("h3", {}, "Findings"), ...[...numbers].sort((one, other) => one - other).map(number => {
    const finding = data.findings[number];
    return element("div", {class: "finding " + finding.severity},
      element("span", {class: "chip " + finding.severity}, finding.code), " ",
      element("span", {class: "mono"}, finding.place),
      element("p", {}, finding.message + "."),
      element("p", {class: "soft"}, finding.remedy));
  })];
}

function rightsIn(entry) {
  const rows = entry.subjects.flatMap(number => {
    const subject = data.subjects[number];
    return subject.bindings.map(bindingNumber => {
      const binding = data.bindings[bindingNumber];
      const role = binding.role === undefined ? null : data.roles[binding.role];
      return element("tr", {},
        element("td", {}, element("span", {class: "mono"}, subject.kind + " " + subject.name)),
        element("td", {}, element("span", {class: "mono"}, binding.name), element("span", {class: "sub"}, binding.place)),
        element("td", {}, binding.namespace === "" ? "the whole cluster" : binding.namespace),
        element("td", {}, element("span", {class: "mono"}, binding.roleName),
          element("span", {class: "sub"}, role === null ? "does not exist" : role.place)),
        element("td", {}, ...(role === null ? [] : role.rules.map(rule => element("div", {class: "mono"}, ruleWords(rule))))));
    });
  });
  if (rows.length === 0) {
    return [element("h3", {}, "Rights"), element("p", {class: "soft"}, entry.strengths.includes("everything")
      ? "No binding speaks of them. Of system:masters none needs to."
      : "No binding speaks of them.")];
  }
  return [element("h3", {}, "Rights, binding by binding"), element("div", {class: "scroll", role: "region",
    "aria-label": "Rights", tabindex: "0"}, element("table", {},
    element("thead", {}, element("tr", {}, ...["As", "Binding", "Where", "Role", "Rules"]
      .map(title => element("th", {scope: "col"}, title)))),
    element("tbody", {}, ...rows)))];
}

/** What everybody has who is let in stands in an entry of its own. */
function everybodysIn(entry, siblings) {
  const everybody = data.entries.find(each => each.kind === "everybody" && each.name === "system:authenticated");
  const outside = entry === everybody || everybody === undefined
    || entry.name === "system:unauthenticated" || entry.name === "system:anonymous";
  if (outside || everybody.bindings.size === 0) {
    return [];
  }
  return [element("p", {class: "more"}, "And what everybody has who is let in: ",
    element("button", {type: "button", onclick: () => showPerson(everybody, siblings)},
      counted(everybody.bindings.size, "binding")))];
}

person.addEventListener("click", event => {
  if (event.target === person) { // beside the sheet
    person.close();
  }
});
