// Makes one tree like another in place, so that what is unchanged keeps its focus, its open parts and its scroll.

/** What says that two nodes are the same one: a key, an id, or the line above a part that opens. */
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.localName === "details") return `details:${node.querySelector("summary")?.textContent ?? ""}`;
  return node.dataset?.key ?? node.id;
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

function copyAttributes(node, fresh) {
  // What the reader opened stays open, and a part in focus keeps its keys (see keepKeys).
  const kept = (name) => name === "data-lm-suppress-shortcuts" || (node.localName === "details" && name === "open");
  for (const { name } of [...node.attributes]) {
    if (!fresh.hasAttribute(name) && !kept(name)) node.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (node.getAttribute(name) !== value && !kept(name)) node.setAttribute(name, value);
  }
}

function patchNode(node, fresh) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== fresh.data) node.data = fresh.data;
    return;
  }
  copyAttributes(node, fresh);
  patchChildren(node, fresh);
}

/** Gives `node` the children of `fresh`, and keeps those of its own that are alike. */
export function patchChildren(node, fresh) {
  const left = [...node.childNodes];
  let place = node.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const at = left.findIndex((one) => alike(one, wanted));
    const found = at < 0 ? wanted : left.splice(at, 1)[0];
    if (found === wanted) node.insertBefore(wanted, place);
    // A node that is moved loses the focus, so one that is in its place stays there.
    else if (found !== place) node.insertBefore(found, place);
    else place = place.nextSibling;
    if (found !== wanted) patchNode(found, wanted);
  }
  for (const one of left) one.remove();
}
