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
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
    const own = 'button, a, label, td, th, li, p, h1, h2, h3, legend'

    /**
     * An ellipsis says that there is more; facts that wrap out of a row's only line have no room on a phone; layers above the page
     * have room of their own.
     */
    const isMeant = (box: Element, style: CSSStyleDeclaration) =>
      style.textOverflow === 'ellipsis' ||
      !['none', ''].includes(style.webkitLineClamp) ||
      style.position === 'fixed' ||
      (style.flexWrap === 'wrap' && hides(style.overflowY)) ||
      box.matches(':popover-open, dialog')
    /** For screen readers: an icon beside it says it to the eye. */
    const isHiddenBox = ({ position }: CSSStyleDeclaration, { width, height }: DOMRect) =>
      position === 'absolute' && width <= 1 && height <= 1

    /** Whether a text is shown whole (''), cut, or wider than its own control, by how it lies in a box; null: the boxes around it decide. */
    const cutAt = (isOver: boolean, overflow: string): string | null => {
      if (isOver && scrolls(overflow)) return ''
      return isOver && hides(overflow) ? 'cut' : null
    }
    const cutIn = (box: Element, text: DOMRect): string | null => {
      const style = getComputedStyle(box)
      const edges = box.getBoundingClientRect()
      if (isMeant(box, style) || isHiddenBox(style, edges)) return ''
      if (style.display === 'inline' || style.display === 'contents') return null
      const isOverX = text.left < edges.left - tolerance || text.right > edges.right + tolerance
      const isOverY = text.top < edges.top - tolerance || text.bottom > edges.bottom + tolerance
      const cut = cutAt(isOverX, style.overflowX) ?? cutAt(isOverY, style.overflowY)
      return cut ?? (isOverX && box.matches(own) ? 'wider than' : null)
    }

    /** What cuts a text with these edges, seen from its element outwards; empty: nothing. */
    const cutBy = (text: DOMRect, from: Element): string => {
      for (let box: Element | null = from; box && box !== document.documentElement; box = box.parentElement) {
        const cut = cutIn(box, text)
        if (cut !== null) return cut && `${cut} ${box.tagName.toLowerCase()}.${box.className}`
      }
      const isBeyond = text.left < -tolerance || text.right > document.documentElement.clientWidth + tolerance
      return isBeyond ? 'beyond the side of the page' : ''
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
      const cut = rects.map((rect) => cutBy(rect, element)).find((each) => each !== '')
      if (cut !== undefined) found.push(`“${(node.nodeValue ?? '').trim().slice(0, 60)}”: ${cut}`)
    }
    return found
  })
}
