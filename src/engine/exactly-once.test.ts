import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../contract/limits.ts'
import { fileOf, settled } from './testing/hand-held-doors.ts'
import { World } from './testing/world.ts'

const large = uploadAllMaxBytes + 1

/** What happens next in one world: to an open request, to a job, or to the whole. */
type Step =
  | { readonly do: 'answer' | 'lose-before' | 'lose-after' | 'garble-after'; readonly pick: number }
  | { readonly do: 'refuse'; readonly pick: number; readonly code: number }
  | { readonly do: 'cancel' | 'retry'; readonly pick: number }
  | { readonly do: 'pass'; readonly delayMs: number }
  | { readonly do: 'offline' | 'online' | 'resume' | 'retry-all' }

const codes = [
  1061001, 1061045, 99991400, 1061044, 1062009, 1770013, 1061002, 1061004, 1770032, 1770001, 1770002, 99991677,
  99991661, 1061021, 1062010, 1770035, 1771001,
]

const pick = fc.nat({ max: 11 })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('lose-before' as const, 'lose-after' as const, 'garble-after' as const),
      pick,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refuse' as const), pick, code: fc.constantFrom(...codes) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'retry' as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), delayMs: fc.constantFrom(300, 1000, 20_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('offline' as const, 'online' as const, 'resume' as const, 'retry-all' as const),
    }),
  },
)

const drop = fc.array(fc.record({ picture: fc.boolean(), large: fc.nat({ max: 9 }).map((chance) => chance === 0) }), {
  minLength: 1,
  maxLength: 9,
})

function fillFirst(world: World): void {
  const children = [{ block_type: 27 }, { block_type: 23 }]
  const body = { kind: 'json', value: { index: -1, children } } as const
  world.model.apply({ route: 'createBlocks', parameters: {}, query: {}, body })
}

async function take(world: World, step: Step): Promise<void> {
  const { uploads, doors } = world
  const { ids } = uploads.getSnapshot()
  switch (step.do) {
    case 'pass':
      await doors.clock.pass(step.delayMs)
      break
    case 'offline':
    case 'online':
      doors.connectivity.goes(step.do)
      break
    case 'resume':
      uploads.signedIn()
      break
    case 'retry-all':
      uploads.retry(ids)
      break
    case 'cancel':
    case 'retry':
      uploads[step.do](ids.filter((_, at) => at === step.pick))
      break
    default:
      meet(world, step)
  }
  await settled()
}

function meet(world: World, step: Extract<Step, { readonly pick: number }>): void {
  const { open } = world.wire
  const held = open[step.pick % Math.max(1, open.length)]
  if (!held) return
  if (step.do === 'refuse') {
    held.refuse(step.code, step.code === 99991400 ? { 'x-ogw-ratelimit-reset': '1' } : {})
  } else if (step.do === 'answer') {
    world.answer(held)
  } else {
    if (step.do !== 'lose-before') world.model.apply(held.request)
    if (step.do === 'garble-after') held.answerText(502, '<html>Bad gateway</html>')
    else held.lose()
  }
}

function check({ jobs, model, document }: World): void {
  const leftovers = jobs.flatMap(({ stage }) =>
    (stage.at === 'failed' || stage.at === 'cancelled') && stage.leftover !== null ? [stage.leftover] : [],
  )
  const told = new Set(leftovers.map((leftover) => (leftover === 'perhaps' ? leftover : String(leftover.topBlockId))))
  const untold = document.filter((_, at) => at > 1 && !told.has(model.blocks[at]!.topId))

  expect(jobs.map((job) => job.stage.at).filter((at) => !['done', 'failed', 'cancelled'].includes(at))).toEqual([])
  expect(untold.filter((name) => name !== '-')).toEqual(
    jobs.filter((job) => job.stage.at === 'done').map((job) => job.name),
  )
  expect(document.slice(0, 2)).toEqual(['-', '-'])
  expect(untold.filter((name) => name === '-').length).toBeLessThanOrEqual(
    leftovers.filter((leftover) => leftover === 'perhaps').length,
  )
}

test('Whatever is lost, refused or cancelled, each file stands once and in order, or is named, and no placeholder is left untold', async () => {
  await fc.assert(
    fc.asyncProperty(drop, fc.array(anyStep, { maxLength: 60 }), async (files, steps) => {
      const world = new World()
      fillFirst(world)
      await world.drop(
        ...files.map((file, at) => fileOf(`${at}.${file.picture ? 'png' : 'pdf'}`, file.large ? large : 10)),
      )
      for (const step of steps) await take(world, step)
      world.doors.connectivity.goes('online')
      world.uploads.signedIn()
      await world.comeToRest()
      check(world)
    }),
    { numRuns: 400 },
  )
}, 60_000)
