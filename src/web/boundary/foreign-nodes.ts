/**
 * Patches DOM methods before React renders. Translators and extensions replace or wrap our nodes; React then inserts
 * before, or removes, a node that is no longer a child there, and the DOM throws (facebook/react#11538). The patched
 * methods use the nearest valid position: the element our node was wrapped in, or the end.
 */
export function tolerateForeignNodes(prototype: Node = Node.prototype): void {
  // Called below with the caller's `this`.
  const insertBefore = Reflect.get(prototype, 'insertBefore') as (this: Node, node: Node, before: Node | null) => Node
  const removeChild = Reflect.get(prototype, 'removeChild') as (this: Node, node: Node) => Node
  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    return insertBefore.call(this, node, before && childHolding(this, before)) as T
  }
  prototype.removeChild = function <T extends Node>(this: Node, node: T): T {
    if (node.parentNode === this) return removeChild.call(this, node) as T
    // Removes the foreign wrapper too, unless it holds another node of ours.
    const holder = childHolding(this, node)
    if (holder && holder.childNodes.length <= 1) removeChild.call(this, holder)
    else if (node.parentNode) removeChild.call(node.parentNode, node)
    return node
  }
}

/** The child of `parent` that is or contains `node`; null if there is none. */
function childHolding(parent: Node, node: Node): Node | null {
  let holder: Node | null = node
  while (holder && holder.parentNode !== parent) holder = holder.parentNode
  return holder
}
