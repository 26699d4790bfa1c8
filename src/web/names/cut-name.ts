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
