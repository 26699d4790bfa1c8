/**
 * Translators and extensions put nodes of their own in the place of ours, or ours into theirs. React then inserts before, or
 * removes, what is not a child there any more, and the DOM throws (facebook/react#11538). Here the nearest right place is taken
 * instead: the element that our node was put into, or the end. Once, before React draws anything.
 */
export function tolerateForeignNodes(prototype: Node = Node.prototype): void {
  // Called below with the `this` that they are called with here.
  const insertBefore = Reflect.get(prototype, 'insertBefore') as (this: Node, node: Node, before: Node | null) => Node
  const removeChild = Reflect.get(prototype, 'removeChild') as (this: Node, node: Node) => Node
  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    return insertBefore.call(this, node, before && childHolding(this, before)) as T
  }
  prototype.removeChild = function <T extends Node>(this: Node, node: T): T {
    if (node.parentNode === this) return removeChild.call(this, node) as T
    // What it was put into goes with it, unless something else of ours is in there.
    const holder = childHolding(this, node)
    if (holder && holder.childNodes.length <= 1) removeChild.call(this, holder)
    else if (node.parentNode) removeChild.call(node.parentNode, node)
    return node
  }
}

/** The child of `parent` that is, or holds, `node`; null where `node` is elsewhere. */
function childHolding(parent: Node, node: Node): Node | null {
  let holder: Node | null = node
  while (holder && holder.parentNode !== parent) holder = holder.parentNode
  return holder
}
