// What the data says, made ready for searching.

const data = JSON.parse(byId("data").textContent);

const POWERS = {
  everything: "everything",
  climbs: "everything, in steps",
  secretsEverywhere: "read all Secrets",
  secrets: "read Secrets of some namespaces",
};
const WHOLE_CLUSTER = "the whole cluster";

function strengthOf(power) {
  return power.kind !== "secrets" ? power.kind : power.namespaces.length === 0 ? "secretsEverywhere" : "secrets";
}

for (const role of data.roles) {
  role.text = role.rules.map(ruleWords).join("\n").toLowerCase();
}

for (const subject of data.subjects) {
  const bindings = subject.bindings.map(number => data.bindings[number]);
  subject.text = bindings.map(binding => binding.name + "\n" + binding.roleName).join("\n").toLowerCase();
  subject.roles = [...new Set(bindings.map(binding => binding.role).filter(role => role !== undefined))];
  subject.namespaces = new Set(bindings.map(binding => binding.namespace || WHOLE_CLUSTER));
  subject.codes = new Set(bindings.flatMap(binding => binding.findings
    .concat(binding.role === undefined ? [] : data.roles[binding.role].findings))
    .map(number => data.findings[number].code));
}

data.entries.forEach((entry, number) => {
  const subjects = entry.subjects.map(subject => data.subjects[subject]);
  entry.number = number;
  entry.user = subjects.filter(subject => subject.kind === "user").map(subject => subject.name).join(", ");
  entry.groups = subjects.filter(subject => subject.kind === "group").map(subject => subject.name);
  entry.bindings = new Set(subjects.flatMap(subject => subject.bindings));
  entry.strengths = entry.powers.map(strengthOf);
  entry.strength = Math.min(9, ...entry.strengths.map(strength => Object.keys(POWERS).indexOf(strength)));
  entry.ownCodes = entry.findings.map(finding => data.findings[finding].code);
  entry.codes = new Set([...entry.ownCodes, ...subjects.flatMap(subject => [...subject.codes])]);
  entry.namespaces = new Set(subjects.flatMap(subject => [...subject.namespaces]));
  if (entry.strengths.includes("everything")) {
    entry.namespaces.add(WHOLE_CLUSTER);
  }
  entry.text = [entry.kind, entry.name, entry.chosen, entry.place,
    ...subjects.map(subject => subject.kind + " " + subject.name)].join("\n").toLowerCase();
});

/** The entries that have every word of the search, in their names, bindings, roles or rules, and fit the rest. */
function entriesThat({search, kind, power, where, code, own}) {
  const words = search.toLowerCase().split(/\s+/).filter(word => word !== "");
  const bound = words.map(word => {
    const ruled = data.roles.map(role => role.text.includes(word));
    return data.subjects.map(subject => subject.text.includes(word) || subject.roles.some(role => ruled[role]));
  });
  return data.entries.filter(entry => (own || !entry.own)
    && (kind === "" || entry.kind === kind)
    && (power === "" || entry.strengths.includes(power) || (power === "any" && entry.strengths.length > 0))
    && (where === "" || entry.namespaces.has(where))
    && (code === "" || entry.codes.has(code) || (code === "own" && entry.ownCodes.length > 0))
    && words.every((word, place) => entry.text.includes(word)
      || entry.subjects.some(subject => bound[place][subject])));
}

/** Such as "pods, pods/log of apps named web [get list]". */
function ruleWords(rule) {
  const words = [];
  if (rule.resources.length > 0) {
    const groups = rule.groups.filter(group => group !== "");
    words.push(rule.resources.join(", ") + (groups.length > 0 ? " of " + groups.join(", ") : ""));
  }
  if (rule.names.length > 0) {
    words.push("named " + rule.names.join(", "));
  }
  if (rule.urls.length > 0) {
    words.push(rule.urls.join(", "));
  }
  return words.join(" ") + " [" + rule.verbs.join(" ") + "]";
}
