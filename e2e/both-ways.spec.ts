import { expect, test as base, type WorkerFixtures } from './fixtures.ts'
import { png } from './files.ts'
import { startStack } from './stack.ts'

/** A gateway that lets small files go by the endpoints for parts too, as it does unless told otherwise. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({ SMALL_FILES_BY_PARTS: 'auto' })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

const pictures = Array.from({ length: 30 }, (_, at) => ({ name: `照片 ${at + 1}.png`, bytes: png(20 + at, 20, at) }))
const names = pictures.map(({ name }) => name)

test('thirty small files go by both quotas and stand in order; once Feishu refuses that, all go by the first, and none fails', async ({
  uploader,
  simulator,
}) => {
  await uploader.begin('empty')
  await uploader.choose(pictures)
  await uploader.expectAllDone(30)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(names)
  const { uploadAll, uploadFinish } = await simulator.counters()
  expect(uploadAll?.calls).toBeGreaterThan(0)
  expect(uploadFinish?.calls).toBeGreaterThan(0)

  const refusal = { kind: 'code', code: 1061002 } as const
  await simulator.faults([{ route: 'uploadPrepare', times: 'always', fault: refusal }])
  await uploader.choose(pictures.map(({ name, bytes }) => ({ name: `再传 ${name}`, bytes })))
  await uploader.expectAllDone(60)
  expect((await simulator.counters())['uploadFinish']?.calls).toBe(uploadFinish?.calls)
  await uploader.open()
  const session: unknown = await uploader.page.evaluate(async (): Promise<unknown> => {
    const answer = await fetch('/api/session', { headers: { 'X-Feishu-Uploader': '1' } })
    return answer.json()
  })
  expect(session).toMatchObject({ app: { smallFilesByParts: false } })
})
