import type { Answer } from '../../http/answer.ts'
import type { Call } from '../../http/call.ts'
import type { DocxDocument } from '../docx-document.ts'

/** What a command of docs_ai did. */
export interface Updated {
  readonly newBlocks: readonly unknown[]
  readonly updated: number
  readonly warnings: readonly string[]
  readonly result?: 'failed'
}

/** How many of its blocks a command leaves undone: the last one, or all, by a `result` fault. */
export function leftByFault({ fault }: Call, blocks: number): number {
  if (fault?.kind !== 'result') return 0
  return fault.result === 'failed' ? blocks : Math.min(1, blocks)
}

/** Official answers are in no reference; in the form of larksuite/cli, lark-doc-update.md, 2026-11-29. */
export function answerUpdate({ fault }: Call, document: DocxDocument, made: Updated): Answer {
  return {
    kind: 'data',
    data: {
      document: { revision_id: document.revision, new_blocks: made.newBlocks },
      result: fault?.kind === 'result' ? fault.result : (made.result ?? 'success'),
      updated_blocks_count: made.updated,
      warnings: made.warnings,
      tips: '',
    },
  }
}
