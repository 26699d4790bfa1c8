import type { MediaKind } from '../../../contract/feishu/docx/block.ts'
import type { DocumentId } from '../../../contract/feishu/ids.ts'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Failure, Job, JobId } from '../../job/job.ts'

/** "Block not support to create". */
const namesTheBlock: ProblemKey = '1770029'
/** Also codes that find fault with a request without naming what: a block, or its position, which others' edits may have moved. */
const mayMeanIt: ReadonlySet<ProblemKey> = new Set([namesTheBlock, '1770001', '1770006', '1770041'])

/** Whether a refusal can only be due to what was to be created, so that the same creation is refused at any time. */
export function saysWhy({ problem }: Failure): boolean {
  return problem === namesTheBlock
}

/** What follows a refused creation: `again`: the same jobs, apart; `refused`: file blocks are not taken; `other`: that is not why. */
export type Conclusion = 'again' | 'refused' | 'other'

/**
 * Finds out whether this document takes file blocks. Feishu's FAQ and command line create them; the Feishu plug-in of openclaw/openclaw
 * (extensions/feishu/src/docx.ts, read 2026-11-30) says that its API creates none (docs/feishu.md, U58). A request for an empty block says
 * nothing of its file, so where pictures alone are taken and a file block alone is not, no other file fares better.
 */
export class FileBlocks {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  #isTaken = false
  #arePicturesTaken = false
  /** Refused creations that had file blocks among them, since one was taken. */
  #refusals = 0
  #picturesFirst = false
  /** Files that waited when their kind was refused, of which it was not known yet that they are no pictures. */
  readonly #refused = new Set<JobId>()

  constructor(context: EngineContext, documentId: DocumentId) {
    this.#context = context
    this.#documentId = documentId
  }

  /** Whether two files can be in one creation: once one was refused, pictures alone, or a single file. One that need not be tried fits none. */
  fitTogether(one: Job, other: Job): boolean {
    if (this.isRefused(other)) return false
    return this.#refusals === 0 || one === other || (one.kind === 'image' && other.kind === 'image')
  }

  /** Whether a file waits until pictures alone were tried. */
  keepsBack(job: Job | undefined): boolean {
    return this.#picturesFirst && job?.kind === 'file'
  }

  /** No picture is there to be tried. @returns Whether files waited for one. */
  lacksPictures(): boolean {
    const waited = this.#picturesFirst
    this.#picturesFirst = false
    return waited
  }

  created(kinds: readonly MediaKind[]): void {
    if (kinds.includes('file')) {
      this.#isTaken = true
      this.#refusals = 0
      this.#refused.clear()
    } else {
      this.#arePicturesTaken = true
      this.#picturesFirst = false
    }
  }

  /** What a refused creation says; it had no effect. */
  conclude(kinds: readonly MediaKind[], { problem }: Failure): Conclusion {
    if (this.#isTaken || !kinds.includes('file') || !mayMeanIt.has(problem)) return 'other'
    this.#refusals += 1
    const isSure = this.#refusals > 1 || (this.#arePicturesTaken && problem === namesTheBlock)
    if (kinds.length === 1 && isSure) return 'refused'
    this.#picturesFirst = !this.#arePicturesTaken
    return 'again'
  }

  /** Whether a waiting job need not be tried. */
  isRefused({ id, kind }: Job): boolean {
    return kind === 'file' && (this.#context.facts.has('no-file-blocks') || this.#refused.has(id))
  }

  /** Fails the files that wait for this document: at once where it is known what they are, the others when it is. */
  failWaiting(failure: Failure = ownFailure('file-blocks-refused')): void {
    const { store, targetKeyOf, isReady } = this.#context
    const ended: JobId[] = []
    for (const job of store.jobs()) {
      if (job.stage.at !== 'waiting' || job.kind !== 'file' || targetKeyOf(job.target) !== this.#documentId) continue
      if (isReady(job) && !job.paused && !job.lacksFile) ended.push(job.id)
      else this.#refused.add(job.id)
    }
    for (const id of ended) this.#refused.delete(id)
    store.dispatchAll(ended, () => ({ type: 'failed', failure }))
  }
}
