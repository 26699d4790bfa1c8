import { problemOf, problems } from '../../../contract/problems/catalogue.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import type { ApiAnswer, Reading, Refusal } from '../../../contract/feishu/api.ts'
import {
  deleteByIdRequest,
  readDocumentUpdate,
  type DocumentUpdate,
} from '../../../contract/feishu/docx/delete-blocks.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import { cancellableCall } from '../../calls/cancellable-call.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { ContentsRead } from './block-contents.ts'
import type { Revisions } from './revisions.ts'
import type { TakenAlong } from './taken-along.ts'

/** Feishu's codes for an endpoint that does not exist, or that this app or person lacks the scope for. */
const notOffered: ReadonlySet<number | null> = new Set([
  feishuCodes.pathUnknown,
  feishuCodes.appLacksScope,
  feishuCodes.tokenLacksScope,
  feishuCodes.userLacksScope,
])

/**
 * Deletes blocks by their ids, wherever they are by then: edits of others cannot shift an id, and a retry cannot delete anything
 * else.
 */
export class DeleteById {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #revisions: Revisions
  readonly #takenAlong: TakenAlong
  #isOffered: boolean

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: { readonly revisions: Revisions; readonly takenAlong: TakenAlong },
  ) {
    this.#context = context
    this.#isOffered = !context.facts.has('no-edits-by-id')
    this.#documentId = documentId
    this.#revisions = doors.revisions
    this.#takenAlong = doors.takenAlong
  }

  /** False once Feishu answered that the call is not available; then it is not tried again for this document until a reload. */
  get isOffered(): boolean {
    return this.#isOffered
  }

  /** Several blocks were asked for by one call, which was taken, and all of them stand (docs/feishu.md, U34). */
  wasInVain(): void {
    this.#isOffered = false
  }

  /**
   * Asks Feishu to delete; the caller has to read the document to learn the effect. `result` and code are not enough: the deletion
   * may be partial, and a refusal for one block does not say whether the others were deleted.
   *
   * @param stillToGo Reads, right before each attempt, which blocks to delete.
   * @returns Result of the last attempt; null when there was none.
   */
  async takeOut(stillToGo: () => Promise<Outcome<ContentsRead>>): Promise<Outcome<unknown> | null> {
    let blockIds: readonly BlockId[] = []
    const outcome = await cancellableCall(this.#context.api, {
      build: async (unclear) => {
        const toGo = await stillToGo()
        if (!toGo.ok) return toGo
        blockIds = [...toGo.data.contents.keys()]
        if (blockIds.length === 0) return null
        this.#takenAlong.leaving(blockIds, toGo.data, unclear)
        return deleteByIdRequest({ documentId: this.#documentId, blockIds, revisionId: toGo.data.revisionId })
      },
      read: readUpdateOrAbsence,
      onHoldup: () => undefined,
    })
    if (outcome?.ok === false && outcome.unclear) this.#edited(blockIds, null)
    if (outcome?.ok) this.#answered(blockIds, outcome.data)
    return outcome
  }

  #answered(blockIds: readonly BlockId[], update: DocumentUpdate | 'not-offered'): void {
    if (update === 'not-offered') this.#isOffered = false
    else if (update.result !== 'failed') this.#edited(blockIds, update.revisionId)
  }

  #edited(blockIds: readonly BlockId[], revisionId: number | null): void {
    this.#revisions.edited(revisionId)
    this.#takenAlong.ended(blockIds, revisionId)
  }
}

/**
 * Whether Feishu seems not to understand the request, or answers with an unknown code. The call has no public page (docs/feishu.md,
 * U32); deletion by index is documented, and reads before it deletes.
 */
function isNotUnderstood(refusal: Refusal): boolean {
  const problem = problemOf(refusal)
  return problem === 'unknown-code' || problems[problem].actor === 'app-developer'
}

/**
 * Feishu answers an unknown path in plain text (openclaw/openclaw#95291); an older gateway refuses the path with a code of its own.
 */
function readUpdateOrAbsence(answer: ApiAnswer): Reading<DocumentUpdate | 'not-offered'> {
  const reading = readDocumentUpdate(answer)
  if (reading.ok) return reading
  const { code, httpStatus } = reading.refusal
  const isAbsent = notOffered.has(code) || (httpStatus === 404 && (code === null || code < 0))
  return isAbsent || isNotUnderstood(reading.refusal) ? { ok: true, data: 'not-offered' } : reading
}
