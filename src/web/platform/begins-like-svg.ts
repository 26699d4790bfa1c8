/** What may stand before the first element: declaration, instructions, comments, a document type with definitions. */
const prolog = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/i
const svgElement = /^<(?:[\w-]+:)?svg[\s/>]/

/** Whether a text's first element is `svg`. HTML that contains an `svg` further down is not one. */
export function beginsLikeSvg(head: Uint8Array): boolean {
  const text = textOf(head)
  return svgElement.test(text.slice(prolog.exec(text)?.[0].length ?? 0))
}

function textOf(head: Uint8Array): string {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder().decode(head)
}
