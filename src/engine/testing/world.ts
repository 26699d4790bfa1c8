import type { DocumentId } from '../../contract/feishu/ids.ts'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Doors } from '../doors.ts'
import { createUploads } from '../queue/create-uploads.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { Job } from '../job/job.ts'
import type { Target } from '../targets/target.ts'
import type { Uploads } from '../queue/uploads.ts'
import type { JournalState, RestoredQueue } from '../journal/journal-change.ts'
import { FeishuModel } from './feishu-model.ts'
import {
  filesOf,
  HandHeldClock,
  HandHeldConnectivity,
  handHeldDoors,
  HandHeldInspections,
  settled,
} from './hand-held-doors.ts'
import { HandHeldWire, marked, type HeldRequest } from './hand-held-wire.ts'
import type { Model } from './model.ts'

export function targetOf(documentId: string): Target {
  return {
    is: 'docx',
    at: { is: 'end' },
    fileView: 'card',
    documentId: documentId as DocumentId,
    title: documentId,
    url: `https://x.feishu.cn/docx/${documentId}`,
  }
}

/** The queue as versions of the app filed it that did not read contents. */
export function withoutContents({ jobs, ...queue }: RestoredQueue): RestoredQueue {
  return {
    ...queue,
    jobs: jobs.map((job) => ({ ...job, state: job.state && stateWithoutContents(job.state) })),
  }
}

function stateWithoutContents({ contents: _, ...state }: JournalState): JournalState {
  return state
}

/** A queue with its doors, and a model of its target behind the wire: the test decides which request is answered, and how. */
export class QueueWorld<M extends Model = Model> {
  wire = new HandHeldWire()
  doors: ReturnType<typeof handHeldDoors<HandHeldWire>> & Pick<Doors, 'smallFilesByParts' | 'facts'>
  readonly looks = new HandHeldInspections()
  uploads: Uploads
  readonly target: Target
  readonly model: M
  #drops = 0

  constructor(
    target: Target,
    modelOf: (nowMs: () => number) => M,
    optional: Pick<Doors, 'smallFilesByParts' | 'facts'> = {},
  ) {
    this.doors = { ...handHeldDoors(this.wire), ...optional }
    this.uploads = createUploads(this.doors)
    this.target = target
    this.model = modelOf(() => this.doors.clock.nowMs())
  }

  /**
   * Ends the page and lets another one restore its queue. Requests in flight get no answer; what is not durable is lost.
   *
   * @param lacks Whether the next page lacks the bytes of a file.
   * @param asFiled How the next page finds the queue, if another version of the app has written it.
   */
  async crash(
    lacks?: (file: SourceFile) => boolean,
    asFiled: (queue: RestoredQueue) => RestoredQueue = (queue) => queue,
  ): Promise<void> {
    const { clock, journal } = this.doors
    this.wire = new HandHeldWire()
    this.doors = {
      ...this.doors,
      wire: this.wire,
      clock: new HandHeldClock(clock.nowMs()),
      connectivity: new HandHeldConnectivity(),
      journal: journal.successor(),
    }
    this.uploads = createUploads(this.doors, asFiled(this.doors.journal.restored(lacks)))
    await settled()
  }

  /** Drops files and waits until the first calls are in flight. */
  async drop(...files: readonly SourceFile[]): Promise<void> {
    this.#drops += 1
    this.uploads.add(files, this.target, `drop ${this.#drops}`)
    await settled()
  }

  /** Drops files and answers their uploads. */
  async upload(...names: readonly string[]): Promise<void> {
    await this.drop(...filesOf(...names))
    await this.answerAll('uploadAll')
  }

  get jobs(): readonly Job[] {
    return this.uploads.getSnapshot().ids.map((id) => this.job(id))
  }

  job(idOrName: string): Job {
    const { ids } = this.uploads.getSnapshot()
    const job =
      this.uploads.getJob(idOrName) ?? ids.map((id) => this.uploads.getJob(id)).find((each) => each?.name === idOrName)
    if (!job) throw new Error(`No job ${idOrName}`)
    return job
  }

  stageOf(name: string): Job['stage'] {
    return this.job(name).stage
  }

  /** Routes of the calls in flight. */
  get openRoutes(): readonly RouteName[] {
    return this.wire.open.map((held) => held.request.route)
  }

  /**
   * Routes of the calls that a test has left without an answer: there have to be none at its end.
   *
   * @param but A route whose calls may stay open.
   */
  async unanswered(but?: RouteName): Promise<readonly RouteName[]> {
    await settled()
    return this.openRoutes.filter((route) => route !== but)
  }

  /** Stage of each job, in the queue's order. */
  get stages(): readonly string[] {
    return this.jobs.map((job) => job.stage.at)
  }

  /** Whether nothing is in flight, asleep or held back, so that nothing more will happen without a person's action. */
  get isAtRest(): boolean {
    const { clock, journal } = this.doors
    const { hold } = this.uploads.getSnapshot()
    return this.wire.open.length === 0 && clock.nextMs === undefined && !journal.isPaused && hold === null
  }

  cancel(...names: readonly string[]): Promise<void> {
    this.uploads.cancel(names.map((name) => this.job(name).id))
    return settled()
  }

  retry(...names: readonly string[]): Promise<void> {
    this.uploads.retry(names.map((name) => this.job(name).id))
    return settled()
  }

  /** Answers a request as the model does. */
  answer(held: HeldRequest): void {
    const { status, text } = this.model.apply(held.request)
    held.answerText(status, text, marked)
  }

  /**
   * Answers every request before the next one of a route, and returns that one unanswered.
   *
   * @throws {Error} When no such request is sent.
   */
  async answerUntil(route: RouteName): Promise<HeldRequest> {
    for (let round = 0; round < 500; round += 1) {
      await settled()
      const { open } = this.wire
      const wanted = open.find(({ request }) => request.route === route)
      if (wanted) return wanted
      if (open[0]) this.answer(open[0])
      else await this.doors.clock.pass(this.doors.clock.nextMs ?? 0)
    }
    throw new Error(`No ${route} comes`)
  }

  /** Waits for the next request of a route, answers it as the model does, and returns it. */
  async answerNext(route: RouteName): Promise<HeldRequest> {
    const held = await this.wire.next(route)
    this.answer(held)
    await settled()
    return held
  }

  /** Answers requests of a route as the model does, until none is in flight. */
  async answerAll(route: RouteName): Promise<void> {
    while (this.openRoutes.includes(route)) await this.answerNext(route)
  }

  /** Lets the next request of a route take effect, but loses its answer. */
  async loseAfterEffect(route: RouteName): Promise<HeldRequest> {
    const held = await this.wire.next(route)
    this.model.apply(held.request)
    held.lose()
    await settled()
    return held
  }

  async refuseNext(route: RouteName, code: number, headers?: Readonly<Record<string, string>>): Promise<HeldRequest> {
    const held = await this.wire.next(route)
    held.refuse(code, headers)
    await settled()
    return held
  }

  async loseNext(route: RouteName): Promise<HeldRequest> {
    const held = await this.wire.next(route)
    held.lose()
    await settled()
    return held
  }

  /**
   * Answers every call and lets time pass until nothing is left to do; returns the routes of the calls, in order.
   *
   * @param end Ends a call, as the model would answer it unless told otherwise.
   * @throws {Error} When the engine does not stop calling.
   */
  async comeToRest(end = (held: HeldRequest) => this.answer(held)): Promise<readonly RouteName[]> {
    const routes: RouteName[] = []
    await settled()
    for (let round = 0; round < 5000; round += 1) {
      const [held] = this.wire.open
      const { nextMs } = this.doors.clock
      if (held) {
        routes.push(held.request.route)
        end(held)
      } else if (nextMs !== undefined) await this.doors.clock.pass(nextMs)
      else return routes
      await settled()
    }
    throw new Error('The engine does not come to rest')
  }
}

/** How many calls of a route there are among those that `comeToRest` answered. */
export function count(routes: readonly RouteName[], route: RouteName): number {
  return routes.filter((each) => each === route).length
}

/** A world whose target is a document. */
export class World extends QueueWorld<FeishuModel> {
  /** Number of the queue's readings of the document that got their answer. */
  readsAnswered = 0

  constructor(optional: Pick<Doors, 'smallFilesByParts' | 'facts'> = {}) {
    super(targetOf('doc1'), () => new FeishuModel(), optional)
  }

  override answer(held: HeldRequest): void {
    if (isReading(held.request)) this.readsAnswered += 1
    super.answer(held)
  }

  /** Answers the calls that clear one empty block: read, delete by id, and read again. */
  async clearNext(): Promise<void> {
    const routes = ['getDocument', 'getBlock', 'getDocument', 'updateDocument', 'getDocument', 'listChildren'] as const
    for (const route of routes) await this.answerNext(route)
  }

  /** Refuses every attempt to delete the only block that is to be cleared. */
  async refuseToClear(): Promise<void> {
    for (let round = 1; round <= 3; round += 1) {
      await this.answerNext('getDocument')
      await this.answerNext('getBlock')
      await this.answerNext('getDocument')
      await this.refuseNext('updateDocument', 1770032)
      await this.answerNext('getDocument')
      await this.answerNext('listChildren')
    }
  }

  /** Names of the media in the document, from top to bottom; `-` for an empty block, `¶` for a paragraph. */
  get document(): readonly string[] {
    return this.model.blocks.map(
      ({ token, kind }) => this.model.media.get(token)?.name ?? (kind === 'text' ? '¶' : '-'),
    )
  }
}

/** Whether a call only reads a document. */
export function isReading({ route }: ApiRequest): boolean {
  return route === 'getDocument' || route === 'listChildren' || route === 'listBlocks' || route === 'getBlock'
}
