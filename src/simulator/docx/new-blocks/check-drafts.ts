import { blockTypeOf, mayHold, neverEmptyTypes, resourcesPerCall } from '../../../contract/feishu/docx/block-types.ts'
import { refuse } from '../../http/answer.ts'
import { elementsOf } from '../text.ts'
import { everyDraft, type Draft } from './draft.ts'

/** Refuses with 1770030 what its parent does not take, and with 1770006 a container that is left empty. */
export function checkPlaces(parentType: number, drafts: readonly Draft[]): void {
  for (const { type, children } of drafts) {
    if (!mayHold(parentType, shownType(type))) refuse(1770030)
    if (neverEmptyTypes.has(type) && children.length === 0) refuse(1770006)
    checkPlaces(type, children)
  }
}

const viewType = blockTypeOf('view')

/** A view stands for the file in it. */
function shownType(type: number): number {
  return type === viewType ? blockTypeOf('file') : type
}

/** Mentions of one call; more is 1770035. Official, docx error tables, 2025-07. */
const mentionsPerCall = 200

/** Refuses with 1770035 more pictures, files and the like than one call may bring. */
export function checkResources(drafts: readonly Draft[]): void {
  const all = everyDraft(drafts)
  for (const [type, most] of resourcesPerCall) {
    if (all.filter((draft) => draft.type === type).length > most) refuse(1770035)
  }
  const kinds = all.flatMap(({ content }) =>
    content.kind === 'text' ? elementsOf(content.text).map(({ kind }) => kind) : [],
  )
  for (const mention of ['mention_user', 'mention_doc']) {
    if (kinds.filter((kind) => kind === mention).length > mentionsPerCall) refuse(1770035)
  }
}
