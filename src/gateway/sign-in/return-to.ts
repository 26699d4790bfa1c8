import type { Site } from '../config/site.ts'

/** Longest return path accepted, as it is kept in a cookie; ours are far shorter. */
const longest = 2000

/** Backslash, blank and control characters. */
const trickyCharacter = /[^!-[\]-~\u00a0-\uffff]/

/**
 * The path to return to after sign-in: a path of this site, or its home for anything else. Browsers read `\` as `/`, drop tabs and line
 * breaks, and take `//host` as another site, so the text is checked before and after parsing.
 */
export function readReturnTo(given: string | undefined, { origin, home }: Pick<Site, 'origin' | 'home'>): string {
  if (given === undefined || given.length > longest || !/^\/(?![/\\])/.test(given) || trickyCharacter.test(given))
    return home
  const url = URL.canParse(given, origin) ? new URL(given, origin) : undefined
  if (url?.origin !== origin || !url.pathname.startsWith(home) || url.pathname.startsWith('//')) return home
  // Parsing writes each character outside ASCII as up to nine.
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.length > longest ? home : path
}
