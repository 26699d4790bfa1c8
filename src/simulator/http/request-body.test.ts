import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readForm } from './request-body.ts'

const boundary = 'b0'
const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n`
const form = Buffer.concat([Buffer.from(head), Buffer.alloc(70_000, 7), Buffer.from(`\r\n--${boundary}--`)])
const pieceBytes = 16_384

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'request-body-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a client that hangs up at whatever moment, its last byte included, is given up', async () => {
  for (let turns = 0; turns < 60; turns += 1) {
    const body = new PassThrough({ highWaterMark: form.length })
    const reading = readForm(body, `multipart/form-data; boundary=${boundary}`, join(folder, String(turns)))
    for (let at = 0; at < form.length; at += pieceBytes) body.write(form.subarray(at, at + pieceBytes))
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    body.destroy(new Error('aborted'))
    await expect(reading, `after ${turns} turns`).rejects.toThrow(/1062051|connect/)
  }
})

test('a file that cannot be kept costs its own call, also while the rest of its form is still to come', async () => {
  const body = new PassThrough()
  const gone = join(folder, 'gone', '1')
  const reading = readForm(body, `multipart/form-data; boundary=${boundary}`, gone)
  body.write(form.subarray(0, 2 * pieceBytes))
  // The body never ends: the check relies on the bytes written so far.
  await expect(reading).rejects.toThrow(/1062051|connect/)
})
