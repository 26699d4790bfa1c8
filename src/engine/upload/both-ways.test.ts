import { expect, test } from 'vitest'
import { usualPartBytes } from '../../contract/feishu/limits.ts'
import { createUploads } from '../queue/create-uploads.ts'
import type { SourceFile } from '../files/source-file.ts'
import { FeishuModel } from '../testing/feishu-model.ts'
import { fileOf, handHeldDoors, settled } from '../testing/hand-held-doors.ts'
import { HandHeldWire } from '../testing/hand-held-wire.ts'
import { PacedWire } from '../testing/paced-wire.ts'
import { targetOf } from '../testing/world.ts'

/** Sends files into a document over a `PacedWire`: only calls are counted, on a clock that passes by itself. */
async function send(files: readonly SourceFile[], answerMs: number): Promise<{ wire: PacedWire; seconds: number }> {
  const doors = handHeldDoors(new HandHeldWire())
  const { clock } = doors
  const wire = new PacedWire(clock, new FeishuModel(), answerMs)
  const smallFilesByParts = { fromFiles: 10, isAllowed: () => true, onRefused: () => undefined }
  const uploads = createUploads({ ...doors, wire, smallFilesByParts })
  const beganMs = clock.nowMs()
  uploads.add(files, targetOf('doc1'), 'drop 1')
  await settled()
  while (clock.nextMs !== undefined && uploads.getSnapshot().counts.done < files.length) {
    await clock.pass(clock.nextMs)
    await settled()
  }
  expect(uploads.getSnapshot().counts.done).toBe(files.length)
  return { wire, seconds: (clock.nowMs() - beganMs) / 1000 }
}

const pictures = (count: number) =>
  Array.from({ length: count }, (_, at) => fileOf(`${String(at).padStart(3, '0')}.png`))
const largeFile = (parts: number) => fileOf('large.bin', parts * usualPartBytes)

test.each([100, 150, 200])('With answers after %i ms, nearly half of the small files go by parts', async (answerMs) => {
  const { wire } = await send(pictures(200), answerMs)
  expect(wire.count('uploadAll') + wire.count('uploadFinish')).toBe(200)
  expect(wire.count('uploadFinish')).toBeGreaterThan(94)
})

test('While files come at twice the speed, a document is edited twice a second, and others have room to edit it too', async () => {
  const { wire, seconds } = await send(pictures(200), 100)
  expect((wire.count('createBlocks') + wire.count('batchUpdateBlocks')) / seconds).toBeLessThan(2.2)
})

test('Until a large file behind them has its place, small files go by parts, and again once it is sent', async () => {
  const { wire } = await send([...pictures(200), largeFile(64)], 100)
  expect(wire.routes.slice(0, 150).filter((route) => route === 'uploadFinish').length).toBeGreaterThan(20)
  expect(wire.count('uploadFinish')).toBeGreaterThan(60)
})

test('The endpoints for parts are hardly ever idle: neither while a large file goes nor after it', async () => {
  const { wire, seconds } = await send([...pictures(200), largeFile(64)], 100)
  expect((wire.count('uploadAll') + wire.count('uploadPart')) / seconds).toBeGreaterThan(9)
})

test('Where each answer takes long, the connections go to upload_all, which needs one call for a file', async () => {
  const { wire } = await send(pictures(100), 900)
  expect(wire.count('uploadAll')).toBeGreaterThan(55)
})
