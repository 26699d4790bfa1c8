import type { I18n } from './load-language.ts'

/**
 * Pseudo-localisation, a language for development (CONTRIBUTING.md): every message in brackets, and a third longer. Text without
 * brackets is not in the messages; a bracket that cannot be seen shows a place that cuts its text off.
 */
export function pseudoLanguage(i18n: I18n): I18n {
  return {
    ...i18n,
    messages: bracketed(i18n.messages),
    problemMessages: i18n.problemMessages.map(bracketed),
    queueMessages: i18n.queueMessages.map(bracketed),
    inBrand: (brand, isApp) => pseudoLanguage(i18n.inBrand(brand, isApp)),
  }
}

type Sentence = (...given: readonly unknown[]) => unknown

function bracketed<T>(messages: T): T {
  return bracket(messages) as T
}

function bracket(messages: unknown): unknown {
  if (typeof messages === 'string') return lengthened(messages)
  if (typeof messages === 'function') {
    return (...given: readonly unknown[]) => bracket((messages as Sentence)(...given))
  }
  if (Array.isArray(messages)) return messages.map(bracket)
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, bracket(value)]))
}

function lengthened(text: string): string {
  if (text.trim() === '') return text
  return `⟦${text}${'·'.repeat(Math.ceil(text.length / 3))}⟧`
}
