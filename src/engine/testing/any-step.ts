import * as fc from 'fast-check'
import { settled } from './hand-held-doors.ts'
import type { DropOf, Life } from './life.ts'

/** What happens next in one life of a queue: to an open request, to a job, to a file, or to the whole. */
export type Step =
  | { readonly do: 'answer' | 'lose-before' | 'lose-after' | 'garble-after'; readonly pick: number }
  | { readonly do: 'refuse'; readonly pick: number; readonly code: number }
  | { readonly do: 'cancel' | 'retry' | 'pause' | 'resume' | 'forget' | 'retarget'; readonly pick: number }
  | { readonly do: 'move'; readonly pick: number; readonly to: 'top' | 'up' | 'down' | 'bottom' }
  | {
      readonly do: 'sort'
      readonly by: 'name' | 'size' | 'date'
      readonly direction: 'ascending' | 'descending'
    }
  | { readonly do: 'file'; readonly pick: number; readonly becomes: 'changed' | 'unreadable' | 'well' }
  | { readonly do: 'drop'; readonly files: readonly DropOf[] }
  | { readonly do: 'reattach'; readonly listed: boolean }
  | { readonly do: 'pass'; readonly delayMs: number }
  | { readonly do: 'crash'; readonly effects: number; readonly keepsHeld: boolean; readonly lacking: number }
  | { readonly do: 'offline' | 'hold-journal' | 'calm' | 'retry-all' | 'see' | 'late-effects' }

const codes = [
  1061001, 1061045, 99991400, 1061044, 1062009, 1770013, 1061002, 1061004, 1770032, 1770001, 1770002, 99991677,
  99991661, 1061021, 1062010, 1770035, 1771001,
]

const pick = fc.nat({ max: 11 })
const bits = fc.nat({ max: 0xfff })

const dropOf: fc.Arbitrary<DropOf> = fc.record({
  picture: fc.boolean(),
  large: fc.nat({ max: 4 }).map((chance) => chance === 0),
  listed: fc.boolean(),
})

export const anyDrop = fc.array(dropOf, { minLength: 1, maxLength: 9 })

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('answer' as const), pick }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('lose-before' as const, 'lose-after' as const, 'garble-after' as const),
      pick,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('refuse' as const), pick, code: fc.constantFrom(...codes) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cancel' as const,
        'retry' as const,
        'pause' as const,
        'resume' as const,
        'forget' as const,
        'retarget' as const,
      ),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      pick,
      to: fc.constantFrom('top' as const, 'up' as const, 'down' as const, 'bottom' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sort' as const),
      by: fc.constantFrom('name' as const, 'size' as const, 'date' as const),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      pick,
      becomes: fc.constantFrom('changed' as const, 'unreadable' as const, 'well' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('drop' as const), files: fc.array(dropOf, { maxLength: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reattach' as const), listed: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), delayMs: fc.constantFrom(300, 1000, 20_000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      effects: bits,
      keepsHeld: fc.boolean(),
      lacking: fc.oneof(fc.constant(0), bits),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('calm' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'offline' as const,
        'hold-journal' as const,
        'retry-all' as const,
        'see' as const,
        'late-effects' as const,
      ),
    }),
  },
)

export async function takeStep(life: Life, step: Step): Promise<void> {
  const { uploads, doors, looks, target } = life.world
  switch (step.do) {
    case 'cancel':
    case 'retry':
    case 'pause':
    case 'resume':
      uploads[step.do](life.picked(step.pick))
      break
    case 'retry-all':
      uploads.retry(uploads.getSnapshot().ids)
      break
    case 'forget':
      life.forget(step.pick)
      break
    case 'retarget':
      uploads.retarget(life.picked(step.pick), { ...target })
      break
    case 'move':
      uploads.move(life.picked(step.pick), step.to)
      break
    case 'sort':
      uploads.sort(step.by, step.direction)
      break
    case 'drop':
      await life.drop(step.files)
      break
    case 'reattach':
      await life.reattach(step.listed)
      break
    case 'file':
      life.becomes(step.pick, step.becomes)
      break
    case 'see':
      await looks.see()
      break
    case 'pass':
      await doors.clock.pass(step.delayMs)
      break
    case 'offline':
      doors.connectivity.goes('offline')
      break
    case 'hold-journal':
      doors.journal.hold()
      break
    case 'calm':
      await life.calm()
      break
    case 'crash':
      await life.crash(step)
      break
    case 'late-effects':
      life.lateEffects()
      break
    default:
      meet(life, step)
  }
  await settled()
}

type Meeting = Extract<Step, { do: 'answer' | 'lose-before' | 'lose-after' | 'garble-after' | 'refuse' }>

/** Something happens to one of the requests on the wire. */
function meet({ world }: Life, step: Meeting): void {
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
