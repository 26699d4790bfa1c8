import { documentedProblems, problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { codeOf, wayToMeet } from '../shared/codes.ts'
import type { Trouble } from '../shared/protocol.ts'
import { situationIds } from '../shared/situations.ts'
import type { Words } from './words/words.ts'

/** What can be chosen in the panel: a situation, or a row of the catalogue. */
export interface Case {
  readonly id: string
  readonly title: string
  /** Besides the title, where it is searched and shown. */
  readonly detail: string
  /** Null where the simulator cannot cause it. */
  readonly trouble: Trouble | null
}

/**
 * The situations that people ask about first.
 *
 * @param isSecure Whether the page has https or is on this machine. Elsewhere a page in a frame cannot sign in again.
 */
export function situationCases(words: Words, isSecure: boolean): readonly Case[] {
  const shown = situationIds.filter((id) => isSecure || id !== 'signed-out')
  return shown.map((id) => {
    const { title, now } = words.situations[id]
    return { id, title, detail: now, trouble: { kind: 'situation', id } }
  })
}

/** Every row of the catalogue, with the words of the product. */
export function catalogueCases(words: Words): readonly Case[] {
  return (Object.keys(problems) as ProblemKey[]).map((key) => {
    const code = codeOf(key)
    const canBeMet = code !== null && wayToMeet(key) !== null
    const { title, what } = words.problems[key]
    return {
      id: key,
      title,
      detail: [code === null ? '' : key, documentedProblems[key].msg, what].filter((text) => text !== '').join(' · '),
      trouble: canBeMet ? { kind: 'code', code } : null,
    }
  })
}

/** Those that have every word of the search somewhere. */
export function matching(cases: readonly Case[], search: string): readonly Case[] {
  const wanted = search.toLowerCase().split(/\s+/)
  return cases.filter(({ id, title, detail }) => {
    const text = `${id} ${title} ${detail}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
