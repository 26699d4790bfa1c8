import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { mediaTokenOf } from '../../../contract/feishu/docx/block.ts'
import { bindRequest, readBound } from '../../../contract/feishu/docx/bind-blocks.ts'
import type { DocumentId, FileToken } from '../../../contract/feishu/ids.ts'
import { cancellableCall } from '../../calls/cancellable-call.ts'
import type { NotOk, Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job, JobId, NotReplaced } from '../../job/job.ts'
import { isPaused } from '../../job/paused.ts'
import { blockOf, isInPlace, type BlockSpot, type Spot } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import { bindingJobs, reportHoldups, type BindingJob } from '../bind-call.ts'
import type { Edits } from '../serial-lane.ts'
import { bindingOf } from './bind-edits.ts'
import type { DocumentReader } from './document-reader.ts'
import type { Revisions } from './revisions.ts'

/** What a block shows: the new file, the one that it is to replace, something else, or nothing any more. */
type Shown = 'new' | 'old' | Exclude<NotReplaced, 'kind'>

interface ReplaceDoors {
  readonly reader: DocumentReader
  readonly revisions: Revisions
}

/**
 * Puts files where earlier ones of the queue stand, one at a time. The block is read when the file is placed, and right before each bind:
 * only while it shows the earlier file is it written to. Otherwise the file is placed as another one, and its row says why.
 */
export class ReplaceEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #doors: ReplaceDoors
  #waiting: readonly JobId[] = []
  #sent: readonly JobId[] = []
  /** Jobs that give up their place, of which it has to be found out whether they hold it already. */
  #leaving: readonly JobId[] = []

  constructor(context: EngineContext, documentId: DocumentId, doors: ReplaceDoors) {
    this.#context = context
    this.#documentId = documentId
    this.#doors = doors
  }

  place(id: JobId): void {
    this.#waiting = [...this.#waiting.filter((other) => other !== id), id]
  }

  bind(id: JobId): void {
    this.#sent = [...this.#sent.filter((other) => other !== id), id]
  }

  clear(id: JobId): void {
    this.#leaving = [...this.#leaving.filter((other) => other !== id), id]
  }

  hasWork(): boolean {
    this.#waiting = this.#waiting.filter((id) => this.#here(id)?.stage.at === 'waiting' && this.#here(id)?.replaces)
    this.#sent = this.#sent.filter((id) => this.#isInPlace(id, 'sent'))
    this.#leaving = this.#leaving.filter((id) => this.#isInPlace(id, 'clearing'))
    return this.#leaving.length + this.#sent.length > 0 || this.#nextToPlace() !== undefined
  }

  async work(): Promise<void> {
    this.#doors.revisions.goesOn()
    const [leaving] = this.#leaving
    if (leaving !== undefined) return this.#settle(leaving)
    const [sent] = this.#sent
    if (sent !== undefined) return this.#bind(sent)
    const next = this.#nextToPlace()
    if (next !== undefined) await this.#place(next)
  }

  /** Whether a job is at this stage where another file stands: one that could not stay there has a block of its own by now. */
  #isInPlace(id: JobId, at: 'sent' | 'clearing'): boolean {
    const stage = this.#here(id)?.stage
    return stage?.at === at && isInPlace(spotOf(stage))
  }

  #nextToPlace(): JobId | undefined {
    const { isReady, isHeld, roomAhead } = this.#context
    return this.#waiting.find((id) => {
      const job = this.#here(id)
      return job && !isPaused(job) && isReady(job) && !isHeld(job) && roomAhead(job.target) > 0
    })
  }

  async #place(id: JobId): Promise<void> {
    const { store } = this.#context
    const job = this.#here(id)
    const old = job?.replaces && blockOf(job.replaces.spot)
    if (!job?.replaces || !old) return
    store.dispatch(id, { type: 'placing' })
    if (kindIn(old) !== job.kind) {
      store.dispatch(id, { type: 'notReplaced', why: 'kind' })
      return
    }
    const { topBlockId, mediaBlockId, earlier = [] } = old
    const spot = { topBlockId, mediaBlockId, inPlaceOf: [...earlier, job.replaces.fileToken] }
    const shown = await this.#shown(spot, null)
    if (!shown.ok) store.dispatch(id, { type: 'failed', failure: shown.failure })
    else if (shown.data === 'old') store.dispatch(id, { type: 'placed', spot })
    else store.dispatch(id, { type: 'notReplaced', why: shown.data === 'gone' ? 'gone' : 'changed' })
  }

  async #bind(id: JobId): Promise<void> {
    const { store, journal, api, chance } = this.#context
    this.#sent = this.#sent.filter((other) => other !== id)
    store.dispatch(id, { type: 'binding' })
    // After a reload, a page whose journal lacks the upload would send the file again and bind it a second time.
    await journal.written()
    let last: ApiRequest | null = null
    const outcome = await cancellableCall(api, {
      build: async (unclear) => {
        const job = this.#binding(id)
        const spot = job && blockOf(job.stage.spot)
        if (!spot) return null
        const shown = await this.#shown(spot, job.stage.fileToken)
        if (!shown.ok) return shown
        if (shown.data !== 'old') {
          this.#endBy(id, shown.data)
          return null
        }
        const binding = await bindingOf({ ...job, block: spot })
        if (!this.#binding(id)) return null
        store.dispatch(id, { type: 'leaving' })
        const clientToken = chance.uuid()
        last = unclear && last ? last : bindRequest({ documentId: this.#documentId, bindings: [binding], clientToken })
        return last
      },
      read: readBound,
      onHoldup: reportHoldups(this.#context, [id]).onHoldup,
      onMiss: (mayHaveWorked) => {
        if (mayHaveWorked) this.#doors.revisions.edited(null)
      },
    })
    if (!outcome) return
    if (!outcome.ok) {
      await this.#refused(id, outcome)
      return
    }
    this.#doors.revisions.edited(outcome.data.revisionId)
    const job = this.#binding(id)
    const block = job && blockOf(job.stage.spot)
    if (block && outcome.data.tokens.get(block.mediaBlockId) === job.stage.fileToken) this.#endBy(id, 'new')
    else await this.#confirm(id, ownFailure('bind-unconfirmed'))
  }

  /** Reads the block after a bind: the job is bound if it shows the file, otherwise it fails. */
  async #confirm(id: JobId, failure: NotOk['failure']): Promise<void> {
    const { store } = this.#context
    const stage = store.get(id)?.stage
    const spot = stage && 'fileToken' in stage ? spotOf(stage) : null
    const block = spot && blockOf(spot)
    if (!block || !stage || !('fileToken' in stage)) return
    const shown = await this.#shown(block, stage.fileToken ?? null)
    if (shown.ok && shown.data === 'new') this.#endBy(id, 'new')
    else store.dispatch(id, { type: 'failed', failure, perhapsPlaced: true })
  }

  async #refused(id: JobId, { healing, failure, unclear }: NotOk): Promise<void> {
    const { store, restartLimit, failAlike } = this.#context
    const job = this.#binding(id)
    if (unclear) return this.#confirm(id, failure)
    if (healing === 'recreate-block') store.dispatch(id, { type: 'notReplaced', why: 'gone' })
    else if (healing === 'restart-upload' && restartLimit.allow(id, healing))
      store.dispatch(id, { type: 'sendAgain', failure })
    else store.dispatch(id, { type: 'failed', failure, perhapsPlaced: false })
    if (job && healing === 'none') failAlike(failure, job.target)
  }

  #endBy(id: JobId, shown: Exclude<Shown, 'old'>): void {
    const { store } = this.#context
    if (shown !== 'new') store.dispatch(id, { type: 'notReplaced', why: shown })
    else store.dispatch(id, { type: 'bound' })
  }

  /** Ends a job that gives up its place: it has arrived if it stands there, and what it was to replace stands otherwise. */
  async #settle(id: JobId): Promise<void> {
    const { store } = this.#context
    this.#leaving = this.#leaving.filter((other) => other !== id)
    const stage = store.get(id)?.stage
    if (stage?.at !== 'clearing') return
    const upload = stage.fileToken ?? stage.put?.fileToken ?? null
    const hasArrived = upload !== null && (await this.#isIn(stage.spot, upload))
    if (hasArrived) store.dispatch(id, { type: 'arrived', fileToken: upload })
    else store.dispatch(id, { type: stage.put ? 'notCleared' : 'cleared' })
  }

  async #isIn(spot: Spot | null, upload: FileToken): Promise<boolean> {
    const block = spot && blockOf(spot)
    const shown = block && (await this.#shown(block, upload))
    return shown?.ok === true && shown.data === 'new'
  }

  async #shown(
    { mediaBlockId, inPlaceOf = [], earlier = [] }: BlockSpot,
    fileToken: string | null,
  ): Promise<Outcome<Shown>> {
    const block = await this.#doors.reader.block(mediaBlockId)
    if (!block.ok) return block
    if (block.data === null) return { ok: true, data: 'gone' }
    const token = mediaTokenOf(block.data)
    if (token === fileToken || earlier.some((each) => each === token)) return { ok: true, data: 'new' }
    return { ok: true, data: inPlaceOf.some((each) => each === token) ? 'old' : 'changed' }
  }

  #binding(id: JobId): BindingJob | undefined {
    return bindingJobs(this.#context, [id])[0]
  }

  /** The job, if its target is still this document. */
  #here(id: JobId): Job | undefined {
    const job = this.#context.store.get(id)
    return job && this.#context.targetKeyOf(job.target) === this.#documentId ? job : undefined
  }
}

/** A picture's block is a child of the page itself, a file's is inside its view block. */
function kindIn({ topBlockId, mediaBlockId }: BlockSpot): Job['kind'] {
  return topBlockId === mediaBlockId ? 'image' : 'file'
}
