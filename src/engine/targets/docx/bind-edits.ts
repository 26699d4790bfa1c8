import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { bindRequest, readBound, type Binding } from '../../../contract/feishu/docx/bind-blocks.ts'
import { getBlockRequest, readBlock } from '../../../contract/feishu/docx/read-blocks.ts'
import { mediaTokenOf, type PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import type { DocumentId } from '../../../contract/feishu/ids.ts'
import { imagesPerCall, requestsPerBatchUpdate } from '../../../contract/feishu/limits.ts'
import { cancellableCall } from '../../calls/cancellable-call.ts'
import type { NotOk } from '../../calls/api-caller.ts'
import { Gathering } from '../gathering.ts'
import type { Edits } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Holdup, Job, JobId, Stage } from '../../job/job.ts'
import { isOneMembersFault } from '../bind-call.ts'
import { blockOf } from '../../job/spot.ts'
import type { PictureSize } from '../../../contract/picture-size.ts'
import { ByteWindow } from '../../files/byte-window.ts'
import { pictureSizeIn } from '../../files/picture-size-in.ts'
import type { SourceFile } from '../../files/source-file.ts'
import type { Revisions } from './revisions.ts'

/** Files that are bound together where more of them come soon: with both ways ten come in a second, in which a document takes three edits. */
const worthAnEdit = 8
/** A file that was sent waits no longer for others. */
const longestGatheringMs = 1000

type BindingJob = Job & { readonly stage: Extract<Stage, { at: 'binding' }>; readonly block: PlacedBlock }

/** Binds uploaded media to their blocks, in batches, and counts a file as bound only once its block shows it. */
export class BindEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #revisions: Revisions
  #sent: readonly JobId[] = []
  readonly #gathering: Gathering
  /** Jobs of an earlier page, whose blocks may hold their media already. */
  readonly #perhapsBound = new Set<JobId>()

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: { readonly revisions: Revisions; readonly wake: () => void },
  ) {
    this.#context = context
    this.#revisions = doors.revisions
    this.#documentId = documentId
    this.#gathering = new Gathering(context.clock, longestGatheringMs, doors.wake)
  }

  add(id: JobId): void {
    if (this.#sent.length === 0 && this.#context.goesBothWays()) this.#gathering.begin()
    this.#sent = [...this.#sent, id]
  }

  /**
   * Continues a job of an earlier page. Its block is read first: binding a picture to a block that is no longer empty would leave it
   * 100 pixels wide (docx/document-block/patch).
   */
  restore(id: JobId): void {
    this.#perhapsBound.add(id)
    this.add(id)
  }

  hasWork(): boolean {
    this.#sent = this.#sent.filter((id) => this.#context.store.get(id)?.stage.at === 'sent')
    const { length } = this.#sent
    if (length === 0 || !this.#gathering.isOpen) return length > 0
    return length >= Math.min(worthAnEdit, this.#context.inFlight(this.#documentId))
  }

  async work(): Promise<void> {
    const ids = this.#nextBatch()
    this.#context.store.dispatchAll(ids, () => ({ type: 'binding' }))
    // After a reload, a page whose journal lacks the upload would send the file again and bind it a second time.
    await this.#context.journal.written()
    const perhapsBound = this.#binding(ids.filter((id) => this.#perhapsBound.delete(id)))
    const notBound = await this.#notShowing(perhapsBound)
    const others = this.#binding(ids).filter(({ id }) => !perhapsBound.some((job) => job.id === id))
    await this.#bind([...notBound, ...others])
  }

  #nextBatch(): readonly JobId[] {
    this.#gathering.end()
    let images = 0
    const ids = this.#sent.slice(0, requestsPerBatchUpdate).filter((id) => {
      if (this.#context.store.get(id)?.kind !== 'image') return true
      images += 1
      return images <= imagesPerCall
    })
    this.#sent = this.#sent.filter((id) => !ids.includes(id))
    return ids
  }

  async #bind(jobs: readonly BindingJob[], rebinding = false): Promise<void> {
    if (jobs.length === 0) return
    const bindings = new Map(await Promise.all(jobs.map(async (job) => [job.id, await bindingOf(job)] as const)))
    const built: { request: ApiRequest; members: readonly BindingJob[] }[] = []
    const { onHoldup } = this.#options(jobs)
    const outcome = await cancellableCall(this.#context.api, {
      build: (unclear) => {
        const last = built.at(-1)
        if (unclear && last) return Promise.resolve(last.request)
        // Leaves out jobs that were cancelled before this attempt.
        const members = this.#stillBinding(jobs)
        const wanted = members.flatMap(({ id }) => bindings.get(id) ?? [])
        if (wanted.length === 0) return Promise.resolve(null)
        const clientToken = this.#context.chance.uuid()
        const request = bindRequest({ documentId: this.#documentId, bindings: wanted, clientToken })
        built.push({ request, members })
        return Promise.resolve(request)
      },
      read: readBound,
      onHoldup,
    })
    const members = built.at(-1)?.members ?? []
    if (!outcome) return
    if (!outcome.ok) return this.#refused(members, outcome)
    this.#revisions.edited(outcome.data.revisionId)
    const shown = outcome.data.tokens
    const doubtful = members.filter(({ stage, block }) => shown.get(block.mediaBlockId) !== stage.fileToken)
    this.#bound(members.filter((job) => !doubtful.includes(job)))
    for (const job of await this.#notShowing(doubtful)) {
      if (rebinding) this.#fail([job], ownFailure('bind-unconfirmed'))
      else await this.#bind([job], true)
    }
  }

  async #refused(jobs: readonly BindingJob[], outcome: NotOk): Promise<void> {
    if (outcome.unclear) this.#revisions.edited(null)
    const left = this.#stillBinding(outcome.unclear ? await this.#notShowing(jobs) : jobs)
    if (left.length > 1 && isOneMembersFault(outcome)) {
      const half = Math.ceil(left.length / 2)
      await this.#bind(left.slice(0, half))
      await this.#bind(this.#stillBinding(left.slice(half)))
      return
    }
    for (const { id } of left) this.#restartOrFail(id, outcome)
    const [first] = left
    if (first && outcome.healing === 'none') this.#context.failAlike(outcome.failure, first.target)
  }

  #restartOrFail(id: JobId, { healing, failure }: NotOk): void {
    const { store, restartLimit } = this.#context
    if (healing === 'restart-upload' && restartLimit.allow(id, healing))
      store.dispatch(id, { type: 'sendAgain', failure })
    else if (healing === 'recreate-block' && restartLimit.allow(id, healing))
      store.dispatch(id, { type: 'placeAgain', failure })
    else store.dispatch(id, { type: 'failed', failure })
  }

  /** Reads the blocks: jobs whose blocks hold their media become bound, the others are returned. */
  async #notShowing(jobs: readonly BindingJob[]): Promise<readonly BindingJob[]> {
    const without: BindingJob[] = []
    let answered = true
    for (const job of jobs) {
      if (!answered) {
        without.push(job)
        continue
      }
      const request = getBlockRequest(this.#documentId, job.block.mediaBlockId)
      const outcome = await this.#context.api.call({
        request: () => request,
        read: readBlock,
        ...this.#options([job]),
      })
      if (outcome.ok && mediaTokenOf(outcome.data) === job.stage.fileToken) this.#bound([job])
      else without.push(job)
      // After many retries Feishu gave no answer for this block, so the others are not read: each would take as long.
      answered = outcome.ok || outcome.healing !== 'repeat'
    }
    return this.#stillBinding(without)
  }

  #bound(jobs: readonly BindingJob[]): void {
    this.#context.store.dispatchAll(
      jobs.map((job) => job.id),
      () => ({ type: 'bound' }),
    )
  }

  #fail(jobs: readonly BindingJob[], failure: NotOk['failure']): void {
    this.#context.store.dispatchAll(
      jobs.map((job) => job.id),
      () => ({ type: 'failed', failure }),
    )
  }

  #options(jobs: readonly BindingJob[]) {
    const ids = jobs.map((job) => job.id)
    return {
      signal: new AbortController().signal,
      onHoldup: (holdup: Holdup | null) => this.#context.store.dispatchAll(ids, () => ({ type: 'heldUp', holdup })),
    }
  }

  #stillBinding(jobs: readonly BindingJob[]): readonly BindingJob[] {
    return this.#binding(jobs.map((job) => job.id))
  }

  #binding(ids: readonly JobId[]): readonly BindingJob[] {
    return ids.flatMap((id) => {
      const job = this.#context.store.get(id)
      if (job?.stage.at !== 'binding') return []
      const block = blockOf(job.stage.spot)
      return block ? [{ ...job, stage: job.stage, block }] : []
    })
  }
}

/** Includes the picture's size: Feishu measures a picture itself only while its block is empty (docx/document-block/patch). */
export async function bindingOf({ kind, file, contents, stage, block }: BindingJob): Promise<Binding> {
  const pixels = kind === 'image' ? (contents?.pixels ?? (await pixelsOf(file))) : null
  return { kind, blockId: block.mediaBlockId, fileToken: stage.fileToken, ...(pixels && { pixels }) }
}

/**
 * Size in pixels of a picture whose contents an earlier version of the app did not record. Null when the file cannot be read any more
 * or has an unknown format: then Feishu measures the picture.
 */
async function pixelsOf(file: SourceFile): Promise<PictureSize | null> {
  try {
    return await pictureSizeIn(new ByteWindow(await file.open()))
  } catch {
    // The bytes are at Feishu already, so a file that is gone by now is no reason to fail.
    return null
  }
}
