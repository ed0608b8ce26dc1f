// Elements. Text goes in as text and nothing else: no name from a cluster can become markup here.

/** An element with attributes and children; a text among the children becomes a text node. */
function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") {
      node.addEventListener("click", value);
    } else if (value !== false && value !== undefined) {
      node.setAttribute(name, value === true ? "" : visible(value));
    }
  }
  node.append(...children.map(child => typeof child === "string" ? visible(child) : child));
  return node;
}

/** Characters that hide or turn text around, written out: a name must look like what it is. */
function visible(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu,
    hidden => "\\u{" + hidden.codePointAt(0).toString(16) + "}");
}

function byId(id) {
  return document.getElementById(id);
}

function counted(count, word, words = word + "s") {
  return count.toLocaleString("en") + " " + (count === 1 ? word : words);
}

/** "Page 2 of 7" with a button on each side; nothing where there is one page. */
function showPages(nav, page, pages, go) {
  if (pages <= 1) {
    nav.replaceChildren();
    return;
  }
  nav.replaceChildren(
    element("button", {type: "button", disabled: page === 0, onclick: () => go(page - 1)}, "Previous"),
    element("span", {}, `Page ${(page + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`),
    element("button", {type: "button", disabled: page === pages - 1, onclick: () => go(page + 1)}, "Next"));
}
