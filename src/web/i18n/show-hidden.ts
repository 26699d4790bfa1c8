import { visible } from '../names/hidden-characters.ts'

/** Messages that make hidden characters in their arguments visible: names, titles and paths may hold anything. */
export function showHidden<T>(messages: T): T {
  return shown(messages) as T
}

type Sentence = (...given: readonly unknown[]) => unknown

function shown(messages: unknown): unknown {
  if (typeof messages === 'function') {
    return (...given: readonly unknown[]) => (messages as Sentence)(...given.map(shownArgument))
  }
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, shown(value)]))
}

function shownArgument(given: unknown): unknown {
  if (typeof given === 'string') return visible(given)
  return Array.isArray(given) ? given.map(shownArgument) : given
}
