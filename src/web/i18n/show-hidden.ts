import { visible } from '../names/hidden-characters.ts'

/** The same words, whose sentences show what is hidden in what they are given: names, titles and paths are anybody's text. */
export function showHidden<T>(words: T): T {
  return shown(words) as T
}

type Sentence = (...given: readonly unknown[]) => unknown

function shown(words: unknown): unknown {
  if (typeof words === 'function') {
    return (...given: readonly unknown[]) => (words as Sentence)(...given.map(shownArgument))
  }
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, shown(value)]))
}

function shownArgument(given: unknown): unknown {
  if (typeof given === 'string') return visible(given)
  return Array.isArray(given) ? given.map(shownArgument) : given
}
