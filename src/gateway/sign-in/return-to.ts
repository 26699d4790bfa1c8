/** Longer ones are nobody's honest path. */
const longest = 2000

/** Backslash, blank, and everything below. */
const trickyCharacter = /[^!-[\]-~\u00a0-\uffff]/

/**
 * Where to go after sign-in: a path of this very site, or `/` for everything else. Browsers read `\` as `/`, drop tabs and
 * line breaks, and take `//host` for another site, so the given text is judged before and after a parser has had it.
 */
export function readReturnTo(given: string | undefined, origin: string): string {
  if (given === undefined || given.length > longest || !/^\/(?![/\\])/.test(given) || trickyCharacter.test(given))
    return '/'
  const url = URL.canParse(given, origin) ? new URL(given, origin) : undefined
  if (url?.origin !== origin || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
