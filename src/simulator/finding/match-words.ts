import { html } from '../pages/html.ts'

/** Characters of a summary. */
const summaryCharacters = 80

/** What is looked for: words that all have to be there, whatever their case. */
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

/** Text as markup with the words in `<h>` (larksuite/cli reads it so): what the text itself has of markup is escaped. */
export function highlight(text: string, words: readonly string[]): string {
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  if (pattern === '') return html`${text}`.text
  return text
    .split(new RegExp(`(${pattern})`, 'gi'))
    .map((part, at) => (at % 2 === 1 ? html`<h>${part}</h>` : html`${part}`).text)
    .join('')
}

/** The piece of a text in which the first of the words stands; its beginning where none does. */
export function summaryOf(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const places = words.map((word) => flat.toLowerCase().indexOf(word)).filter((at) => at >= 0)
  const start = Math.max(0, Math.min(...(places.length > 0 ? places : [0])) - summaryCharacters / 4)
  return flat.slice(start, start + summaryCharacters)
}
