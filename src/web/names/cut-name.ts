import { isRightToLeft } from './right-to-left.ts'

/** A shorter name fits. */
const shortNameGraphemes = 24
/** Of the name's end, extension included. */
const endGraphemes = 12

/**
 * Where a long name can be cut, between characters as people see them. Null for a short one, and for one with right-to-left
 * letters, whose end is not on the right.
 */
export function cutName(name: string): { readonly start: string; readonly end: string } | null {
  if (name.length <= shortNameGraphemes || isRightToLeft(name)) return null
  const graphemes = Array.from(segmenter.segment(name), ({ segment }) => segment)
  if (graphemes.length <= shortNameGraphemes) return null
  const at = graphemes.length - endGraphemes
  return { start: graphemes.slice(0, at).join(''), end: graphemes.slice(at).join('') }
}

const segmenter = new Intl.Segmenter()
