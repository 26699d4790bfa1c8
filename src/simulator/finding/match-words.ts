import { html } from '../pages/html.ts'

/** Length of a summary in characters. */
const summaryCharacters = 80

/** The words of a query, all of which must occur, in any case. */
export function wordsIn(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

export function hasAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Escaped text with the words in `<h>` (as larksuite/cli reads it). */
export function highlight(text: string, words: readonly string[]): string {
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  if (pattern === '') return html`${text}`.text
  return text
    .split(new RegExp(`(${pattern})`, 'gi'))
    .map((part, at) => (at % 2 === 1 ? html`<h>${part}</h>` : html`${part}`).text)
    .join('')
}

/** The part of a text around the first matching word; its beginning if none matches. */
export function summaryOf(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const places = words.map((word) => flat.toLowerCase().indexOf(word)).filter((at) => at >= 0)
  const start = Math.max(0, Math.min(...(places.length > 0 ? places : [0])) - summaryCharacters / 4)
  return flat.slice(start, start + summaryCharacters)
}
