import * as fc from 'fast-check'
import { settled } from '../hand-held-doors.ts'
import type { HeldRequest } from '../hand-held-wire.ts'
import type { DropOf, Life } from './life.ts'

/** One generated step in the life of a queue: it acts on an open request, a job, a file or the whole queue. */
export interface Step {
  readonly do: keyof typeof ways
  /** Index of the request, job or file, modulo their number. */
  readonly pick: number
  /** Variant of the step, modulo the number of variants. */
  readonly how: number
}

interface Way {
  /** Relative frequency. */
  readonly weight: number
  take(life: Life, pick: number, how: number): void | Promise<void>
}

const ways = {
  answer: { weight: 16, take: meet((held, { world }) => world.answer(held)) },
  refuse: { weight: 6, take: meet(refuse) },
  'lose-before': { weight: 2, take: meet((held) => held.lose()) },
  'lose-after': { weight: 2, take: meet((held, life) => afterEffect(held, life).lose()) },
  'garble-after': { weight: 2, take: meet((held, life) => afterEffect(held, life).answerText(502, '<html></html>')) },

  cancel: { weight: 1, take: (life, pick) => life.uploads.cancel(life.picked(pick)) },
  'cancel-undoably': { weight: 1, take: (life, pick) => life.uploads.cancelUndoably(life.picked(pick)) },
  'forget-undoably': { weight: 1, take: (life, pick) => life.forget(pick, true) },
  'take-out': { weight: 2, take: (life, pick) => life.takeOutDrop(pick) },
  undo: { weight: 1, take: (life) => life.uploads.undo() },
  finalize: { weight: 1, take: (life) => life.uploads.finalize() },
  retry: { weight: 1, take: (life, pick) => life.retry(life.picked(pick)) },
  'retry-all': { weight: 1, take: (life) => life.retry(life.uploads.getSnapshot().ids) },
  pause: { weight: 1, take: (life, pick) => life.uploads.pause(life.picked(pick)) },
  resume: { weight: 1, take: (life, pick) => life.uploads.resume(life.picked(pick)) },
  forget: { weight: 1, take: (life, pick) => life.forget(pick) },
  retarget: { weight: 1, take: (life, pick) => life.retarget(pick) },
  move: {
    weight: 2,
    take: (life, pick, how) => {
      const before = oneOf(life.uploads.getSnapshot().ids, how)
      life.uploads.move(life.picked(pick), oneOf(['top', 'up', 'down', 'bottom', { before }], how))
    },
  },
  sort: {
    weight: 1,
    take: ({ uploads }, pick, how) =>
      uploads.sort(oneOf(['name', 'size', 'date'], pick), oneOf(['ascending', 'descending'], how)),
  },

  drop: {
    weight: 1,
    take: (life, pick, how) => life.drop([{ picture: pick % 2 === 0, large: pick % 5 === 0, listed: how % 2 === 0 }]),
  },
  see: { weight: 1, take: ({ world }) => world.looks.see() },
  'file-becomes': {
    weight: 1,
    take: (life, pick, how) => life.fileBecomes(pick, oneOf(['changed', 'unreadable', 'well'], how)),
  },
  reattach: { weight: 2, take: (life, _, how) => life.reattach(how % 2 === 0) },

  'others-edit': { weight: 6, take: (life, pick, how) => life.othersEdit(pick, how) },

  pass: { weight: 6, take: ({ world, delaysMs }, _, how) => world.doors.clock.pass(oneOf(delaysMs, how)) },
  offline: { weight: 1, take: ({ world }) => world.doors.connectivity.goes('offline') },
  'hold-journal': { weight: 1, take: ({ world }) => world.doors.journal.hold() },
  calm: { weight: 5, take: (life) => life.calm() },
  crash: {
    weight: 3,
    take: (life, pick, how) => life.crash({ effects: pick, lacking: how >> 2, keepsHeld: how % 2 === 0 }),
  },
  'late-effects': { weight: 1, take: (life) => life.lateEffects() },
} satisfies Record<string, Way>

const names = Object.keys(ways) as (keyof typeof ways)[]
const number = fc.nat({ max: 0xfff })

export const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(...names.map((name) => ({ weight: ways[name].weight, arbitrary: fc.constant(name) }))),
  pick: number,
  how: number,
})

export const anyDrop: fc.Arbitrary<readonly DropOf[]> = fc.array(
  fc.record({ picture: fc.boolean(), large: fc.nat({ max: 4 }).map((chance) => chance === 0), listed: fc.boolean() }),
  { minLength: 1, maxLength: 9 },
)

export async function takeStep(life: Life, step: Step): Promise<void> {
  const way: Way = ways[step.do]
  await way.take(life, step.pick, step.how)
  await settled()
  life.watch()
}

/** Takes the steps, and lets everything come to its end. What is true then has to be true for the next page as well. */
export async function liveThrough(life: Life, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await takeStep(life, step)
  await life.end()
  life.check()
  await life.open()
  life.check()
}

/** A step that acts on one of the requests in flight, if there is one. */
function meet(happen: (held: HeldRequest, life: Life, how: number) => void): Way['take'] {
  return (life, pick, how) => {
    const { open } = life.world.wire
    if (open.length > 0) happen(oneOf(open, pick), life, how)
  }
}

function refuse(held: HeldRequest, life: Life, how: number): void {
  const code = oneOf(life.codesFor(held.request), how)
  life.wasRefused(held.request)
  held.refuse(code, code === 99991400 ? { 'x-ogw-ratelimit-reset': '1' } : {})
}

function afterEffect(held: HeldRequest, { world }: Life): HeldRequest {
  world.model.apply(held.request)
  return held
}

function oneOf<T>(all: readonly T[], pick: number): T {
  return all[pick % all.length]!
}
