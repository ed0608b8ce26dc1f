// One principal's passage as a picture: identity, line of the map, names in the cluster, bindings, roles, rules.

const LETTER = 7.3; // width of a letter of the picture's font, in its own units
const LINE = 16;
const PADDING = 8;
const GAP = 14;
const COLUMNS = [
  {title: "IAM or Kubernetes", x: 0, width: 230},
  {title: "map", x: 270, width: 160},
  {title: "user and groups", x: 470, width: 210},
  {title: "binding", x: 720, width: 230},
  {title: "role", x: 990, width: 200},
  {title: "rules", x: 1230, width: 340},
];
const WIDTH = 1572;
const MOST_RULES = 6;
const MOST_DOWN = 240; // where the passage begins stays in sight, however tall the picture

/** A text in lines that fit, broken behind a slash, colon, hyphen or blank where there is one. */
function linesOf(text, width, most) {
  const fits = Math.floor((width - 2 * PADDING) / LETTER);
  const lines = [];
  let rest = [...visible(text)];
  while (rest.length > fits && lines.length < most - 1) { // the last line is cut
    let at = fits;
    while (at > fits / 2 && !"/:-,. ".includes(rest[at - 1])) {
      at--;
    }
    at = at > fits / 2 ? at : fits;
    lines.push(rest.slice(0, at).join(""));
    rest = rest.slice(at);
  }
  lines.push(rest.length > fits ? rest.slice(0, fits - 1).join("") + "\u2026" : rest.join(""));
  return lines;
}

/** A box with a text and smaller words under it, not placed yet. */
function box(column, kind, text, under = []) {
  const {x, width} = COLUMNS[column];
  const lines = linesOf(text, width, 4).map(line => ({line}));
  under.forEach(words => linesOf(words, width, 2).forEach(line => lines.push({line, dim: true})));
  return {x, width, kind, lines, full: [text, ...under], height: lines.length * LINE + 2 * PADDING - 4, y: 0};
}

function middle(boxes) {
  return boxes.reduce((sum, each) => sum + each.y + each.height / 2, 0) / Math.max(1, boxes.length);
}

/** Puts boxes at the middle of those they lead to, below each other where two want the same place. */
function settle(boxes, top) {
  let y = top;
  boxes.sort((one, other) => one.wish - other.wish);
  for (const each of boxes) {
    each.y = Math.max(y, each.wish - each.height / 2);
    y = each.y + each.height + GAP;
  }
}

/** The boxes and arrows of an entry, with at most so many bindings. */
function layout(entry, most) {
  const boxes = [];
  const arrows = [];
  const roleBlocks = new Map();
  const bindingBoxes = new Map();
  const nameBoxes = [];
  let left = most;
  for (const number of entry.subjects) {
    const subject = data.subjects[number];
    const named = box(2, subject.name === "system:masters" ? "strong" : "names", subject.name, [subject.kind]);
    named.targets = [];
    nameBoxes.push(named);
    for (const bindingNumber of subject.bindings) {
      if (!bindingBoxes.has(bindingNumber)) {
        if (left-- <= 0) {
          continue;
        }
        bindingBoxes.set(bindingNumber, bindingBox(bindingNumber, roleBlocks));
      }
      named.targets.push(bindingBoxes.get(bindingNumber));
    }
    if (subject.kind === "group" && subject.name === "system:masters") {
      const all = box(4, "strong", "everything", ["past every role"]);
      roleBlocks.set("masters", {role: all, rules: null, bindings: []});
      named.targets.push(all);
    }
  }
  let y = 30;
  for (const {role, rules, bindings} of roleBlocks.values()) {
    const height = bindings.reduce((sum, each) => sum + each.height + GAP, -GAP);
    const block = Math.max(height, role.height, rules === null ? 0 : rules.height);
    let at = y + (block - height) / 2;
    for (const each of bindings) {
      each.y = at;
      at += each.height + GAP;
      arrows.push([each, role]);
    }
    role.y = y + (block - role.height) / 2;
    boxes.push(role, ...bindings);
    if (rules !== null) {
      rules.y = y + (block - rules.height) / 2;
      boxes.push(rules);
      arrows.push([role, rules]);
    }
    y += block + GAP;
  }
  nameBoxes.forEach((named, place) => {
    named.wish = named.targets.length > 0 ? middle(named.targets) : y + place;
    arrows.push(...named.targets.map(target => [named, target]));
  });
  settle(nameBoxes, 30);
  boxes.push(...nameBoxes);
  const [identity, mapping] = beginning(entry);
  const start = nameBoxes.length > 0 ? Math.min(middle(nameBoxes), MOST_DOWN) : 60;
  for (const each of [identity, mapping].filter(found => found !== null)) {
    each.y = Math.max(30, start - each.height / 2);
    boxes.push(each);
  }
  const last = mapping ?? identity;
  if (mapping !== null && identity !== null) {
    arrows.push([identity, mapping]);
  }
  arrows.push(...nameBoxes.map(named => [last, named]));
  return {boxes, arrows, height: Math.max(...boxes.map(each => each.y + each.height)) + 8, left: Math.max(0, -left)};
}

function bindingBox(number, roleBlocks) {
  const binding = data.bindings[number];
  const made = box(3, "binding", binding.name,
    [binding.namespace === "" ? "in the whole cluster" : "in namespace " + binding.namespace]);
  const key = binding.role ?? binding.roleName;
  if (!roleBlocks.has(key)) {
    roleBlocks.set(key, {...roleBoxes(binding), bindings: []});
  }
  roleBlocks.get(key).bindings.push(made);
  return made;
}

function roleBoxes(binding) {
  if (binding.role === undefined) {
    return {role: box(4, "absent", binding.roleName, ["does not exist"]), rules: null};
  }
  const {name, rules} = data.roles[binding.role];
  const {x, width} = COLUMNS[5];
  const lines = rules.slice(0, MOST_RULES).flatMap(rule => linesOf(ruleWords(rule), width - 2 * LETTER, 2)
    .map((line, place) => ({line: place === 0 ? line : "  " + line})));
  if (rules.length > MOST_RULES) {
    lines.push({line: "and " + counted(rules.length - MOST_RULES, "more rule"), dim: true});
  } else if (rules.length === 0) {
    lines.push({line: "no rules", dim: true});
  }
  const strong = rules.some(rule => rule.verbs.includes("*") && rule.resources.includes("*")
    && rule.groups.includes("*") && rule.names.length === 0);
  return {
    role: box(4, "role", name),
    rules: {x, width, kind: strong ? "strong" : "rules", lines, full: rules.map(ruleWords),
      height: lines.length * LINE + 2 * PADDING - 4, y: 0},
  };
}

/** Who comes, and by what line of the map. */
function beginning(entry) {
  switch (entry.kind) {
    case "cluster's creator":
      return [box(0, "absent", entry.name), box(1, "absent", "EKS's own rule", ["inferred"])];
    case "Kubernetes user":
    case "Kubernetes group":
      return [box(0, "absent", "nobody that was read"), box(1, "absent", "no rule leads here")];
    case "everybody":
    case "service account":
      return [box(0, "identity", entry.name, [entry.kind]), null];
    default:
      return [box(0, "identity", entry.name, [entry.kind, ...(entry.chosen === "" ? [] : [entry.chosen])]),
        box(1, "mapping", entry.place, data.mapFile === "" ? [] : [data.mapFile])];
  }
}

/** Draws a passage; the picture's description says what the list under it says in full. */
function picture(entry, most) {
  const {boxes, arrows, height, left} = layout(entry, most);
  const columns = COLUMNS.map(({title, x}) => drawn("text", {class: "column", x: x + 2, y: 14}, title));
  const lines = arrows.map(([from, to]) => {
    const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x - 2, to.y + to.height / 2];
    const bend = Math.max(18, (x2 - x1) / 2);
    return drawn("path", {d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, "marker-end": "url(#tip)"});
  });
  const shapes = boxes.map(each => drawn("g", {class: each.kind},
    drawn("title", {}, ...each.full.flatMap((line, place) => place === 0 ? [line] : [document.createTextNode("\n"), line])),
    drawn("rect", {x: each.x + 1, y: each.y, width: each.width - 2, height: each.height, rx: 6}),
    ...each.lines.map(({line, dim}, place) => drawn("text",
      {x: each.x + PADDING, y: each.y + PADDING + 10 + place * LINE, class: dim ? "dim" : undefined}, line))));
  const tip = drawn("defs", {}, drawn("marker",
    {id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto"},
    drawn("path", {d: "M0 0 L8 4 L0 8 z"})));
  const svg = drawn("svg", {viewBox: `0 0 ${WIDTH} ${height}`, role: "img",
    "aria-label": `The passage of ${entry.name}: ${counted(entry.bindings.size, "binding")}; listed below in words`},
    tip, ...columns, ...lines, ...shapes);
  return {svg, left};
}
