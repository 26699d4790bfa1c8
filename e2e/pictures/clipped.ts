import type { Frame, Page } from '@playwright/test'

/**
 * Texts of which a person cannot see all: a box without scroll bar and without an ellipsis cuts them, they reach out of their own box, or
 * beyond the side of the page.
 */
export function clippedTexts(page: Page | Frame): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Rounding to screen pixels. */
    const tolerance = 1.5
    const isForEyes = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.visually-hidden, [aria-hidden="true"] svg, select, script, style, noscript') === null
    const cutsByDesign = (style: CSSStyleDeclaration) =>
      style.textOverflow === 'ellipsis' || (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '')
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

    /** What cuts a text with these edges, seen from its element outwards; null: nothing. */
    const cutBy = (text: DOMRect, from: Element): string | null => {
      for (let box: Element | null = from; box && box !== document.documentElement; box = box.parentElement) {
        const style = getComputedStyle(box)
        if (cutsByDesign(style) || style.position === 'fixed' || box.matches(':popover-open, dialog')) return null
        if (style.display === 'inline' || style.display === 'contents') continue
        const edges = box.getBoundingClientRect()
        const isOverX = text.left < edges.left - tolerance || text.right > edges.right + tolerance
        const isOverY = text.top < edges.top - tolerance || text.bottom > edges.bottom + tolerance
        if ((isOverX && scrolls(style.overflowX)) || (isOverY && scrolls(style.overflowY))) return null
        if (isOverX && hides(style.overflowX)) return `cut at its side by ${box.tagName}.${box.className}`
        if (isOverY && hides(style.overflowY)) return `cut above or below by ${box.tagName}.${box.className}`
        if (isOverX && box.matches('button, a, label, td, th, li, p, h1, h2, h3, legend')) return `reaches out of ${box.tagName}.${box.className}`
      }
      const isBeyond = text.left < -tolerance || text.right > document.documentElement.clientWidth + tolerance
      return isBeyond ? 'reaches beyond the side of the page' : null
    }

    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { currentNode: node } = walker
      const element = node.parentElement
      if (!element || (node.nodeValue ?? '').trim() === '' || !isForEyes(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0)
      const cut = rects.map((rect) => cutBy(rect, element)).find((each) => each !== null)
      if (cut !== undefined) found.push(`“${(node.nodeValue ?? '').trim().slice(0, 60)}” ${cut ?? ''}`)
    }
    return found
  })
}
