import { sourcedParts, type NamePart } from './hidden-characters.ts'
import { isRightToLeft } from './right-to-left.ts'

/** A shorter name fits. */
const shortNameGraphemes = 24
/** Of the name's end, extension included. */
const endGraphemes = 12

/**
 * Where a long name can be cut, in code units, between characters as people see them. Null for a short one, and for one with
 * right-to-left letters, whose end is not on the right.
 */
export function cutOf(name: string): number | null {
  if (name.length <= shortNameGraphemes || isRightToLeft(name)) return null
  const graphemes = Array.from(segmenter.segment(name), ({ segment }) => segment)
  if (graphemes.length <= shortNameGraphemes) return null
  return name.length - graphemes.slice(-endGraphemes).join('').length
}

const segmenter = new Intl.Segmenter()

/** The parts of a name on both sides of a place in it, in code units. What is hidden in it does not depend on the place. */
export function cutParts(name: string, at: number): readonly [before: readonly NamePart[], after: readonly NamePart[]] {
  const [before, after]: [NamePart[], NamePart[]] = [[], []]
  let from = 0
  for (const { source, ...part } of sourcedParts(name)) {
    const cut = part.isSign ? part.text.length : Math.max(0, at - from)
    if (from < at) before.push({ ...part, text: part.text.slice(0, cut) })
    if (from >= at) after.push(part)
    else if (from + source.length > at && !part.isSign) after.push({ ...part, text: part.text.slice(cut) })
    from += source.length
  }
  return [before, after]
}
