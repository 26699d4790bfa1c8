import { personOf } from '../../world/people.ts'
import type { SimulatedWorld } from '../../world/world.ts'
import { textField, type ReadElement } from '../text.ts'

/** In which language people are named. */
export type NamesIn = 'default' | 'english'

/** The words of an element that is not a run of text: names, titles, formulas, dates; empty for what has none. */
export function wordsOfElement(world: SimulatedWorld, element: ReadElement, names: NamesIn): string {
  switch (element.kind) {
    case 'text_run':
    case 'equation':
      return textField(element, 'content')
    case 'mention_user':
      return `@${nameOf(textField(element, 'user_id'), names)}`
    case 'mention_doc':
      return world.documents.get(textField(element, 'token'))?.title ?? textField(element, 'title')
    case 'reminder':
      return `⏰${dateOf(Number(element.fields['expire_time']), element.fields['is_whole_day'] === true)}`
    default:
      return ''
  }
}

function nameOf(openId: string, names: NamesIn): string {
  const person = personOf(openId)
  return (names === 'english' ? person?.englishName : person?.name) ?? openId
}

function dateOf(atMs: number, isWholeDay: boolean): string {
  const text = Number.isFinite(atMs) ? new Date(atMs).toISOString() : ''
  return isWholeDay ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
