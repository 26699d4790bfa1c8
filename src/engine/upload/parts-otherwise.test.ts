import { beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes, usualPartBytes } from '../../contract/feishu/limits.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import type { HeldRequest } from '../testing/hand-held-wire.ts'
import { World } from '../testing/world.ts'

/** Feishu's other answers about parts (docs/feishu.md, U8 and U9). */

let world: World

beforeEach(() => {
  world = new World()
})

const large = (name: string) => fileOf(name, uploadAllMaxBytes + usualPartBytes)

/** Answers everything; `refuses` says which requests Feishu refuses, with which code. */
async function comeToRest(refuses: (held: HeldRequest) => number | null): Promise<void> {
  await world.comeToRest((held) => {
    const code = refuses(held)
    if (code === null) world.answer(held)
    else held.refuse(code)
  })
}

const isPart = ({ request }: HeldRequest) => request.route === 'uploadPart'
const partsOf = (held: HeldRequest) => `${held.field('upload_id')} ${held.field('seq')}`

test('Where the checksum of a part is refused each time, parts go without one, and further files at once', async () => {
  let refused = 0
  const refuses = (held: HeldRequest) => {
    if (!isPart(held) || held.field('checksum') === '') return null
    refused += 1
    return 1062008
  }
  await world.drop(large('a.mp4'))
  await comeToRest(refuses)
  expect(world.document).toEqual(['a.mp4'])
  const before = refused
  await world.drop(large('b.mp4'))
  await comeToRest(refuses)
  expect(world.document).toEqual(['a.mp4', 'b.mp4'])
  expect(refused).toBe(before)
})

test('Once the checksum of a part was taken, one that is refused means the bytes: the file is sent again, with checksums', async () => {
  await world.drop(large('a.mp4'))
  await comeToRest(() => null)
  let refusals = 0
  await world.drop(large('b.mp4'))
  await comeToRest((held) => {
    if (isPart(held)) expect(held.field('checksum')).not.toBe('')
    if (!isPart(held) || held.field('seq') !== '1' || refusals >= 2) return null
    refusals += 1
    return 1062008
  })
  expect(world.document).toEqual(['a.mp4', 'b.mp4'])
})

test('Where a part that is sent once more after a lost answer is refused, the file is sent again from its first byte', async () => {
  const taken = new Set<string>()
  let isLost = false
  await world.drop(large('a.mp4'))
  await settled()
  for (let round = 0; round < 300 && !isLost; round += 1) {
    const held = world.wire.open.find(isPart)
    if (held) {
      taken.add(partsOf(held))
      world.model.apply(held.request)
      held.lose()
      isLost = true
    } else {
      const [other] = world.wire.open
      if (other) world.answer(other)
    }
    await settled()
  }
  await comeToRest((held) => {
    if (!isPart(held)) return null
    if (taken.has(partsOf(held))) return 1061002
    taken.add(partsOf(held))
    return null
  })
  expect(world.document).toEqual(['a.mp4'])
  expect(world.wire.sent.filter(({ route }) => route === 'uploadPrepare')).toHaveLength(2)
})
