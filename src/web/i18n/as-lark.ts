/** What people call it, and what stands for each of them while a sentence is put together: no text holds noncharacters. */
const names = ['飞书', 'Feishu', 'Lark'] as const
const anyName = new RegExp(names.join('|'), 'g')
const standIn = 0xfdd0
const anyStandIn = /[\uFDD0-\uFDD2]/g

/**
 * The same words for a company whose Feishu is a Lark. A sentence that tells the two apart stays as it is, and so do names of
 * files, documents and people.
 */
export function asLark<T>(messages: T): T {
  return renamed(messages) as T
}

function renamed(messages: unknown): unknown {
  if (typeof messages === 'string') return ofLark(messages)
  if (typeof messages === 'function') return renamedSentence(messages as Sentence)
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, renamed(value)]))
}

type Sentence = (...given: readonly unknown[]) => string

function renamedSentence(sentence: Sentence): Sentence {
  return (...given) => {
    const said = sentence(...given.map((one) => (typeof one === 'string' ? hidden(one) : one)))
    return ofLark(said).replace(anyStandIn, (sign) => names[sign.charCodeAt(0) - standIn] ?? '')
  }
}

function hidden(text: string): string {
  return text.replace(anyName, (found) => String.fromCharCode(standIn + names.findIndex((name) => name === found)))
}

function ofLark(text: string): string {
  if (text.includes('Lark')) return text
  // Chinese sets Latin letters apart from its own.
  const apart = text.replace(/(?<=\p{Script=Han})飞书/gu, ' 飞书').replace(/飞书(?=\p{Script=Han})/gu, '飞书 ')
  return apart.replace(/飞书|Feishu/g, 'Lark')
}
