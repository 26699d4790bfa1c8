import { test as base, expect, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles, sha256 } from './files.ts'
import { startStack } from './stack.ts'

/** A company that Feishu allows one upload a second. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({ UPLOADS_PER_SECOND: '1' })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

test('while a colleague’s files take their turns, a row says how many go first, and no file is repeated', async ({
  uploader,
  browser,
  simulator,
}) => {
  const own = mixedFiles(8)
  const theirs = mixedFiles(8)
  const elsewhere = await browser.newContext({ locale: 'en-US' })
  const colleague = uploader.on(await elsewhere.newPage())
  await colleague.signIn(/李四|Li Si/)
  await uploader.begin('empty')
  await colleague.pickDocument(colleague.linkOf('product-review'))
  await colleague.choose(theirs)
  await uploader.choose(own)

  await expect(uploader.queue.getByText(/^等公司的上传额度（前面还有 \d+ 个）$/).first()).toBeVisible({
    timeout: 30_000,
  })
  await expect(colleague.queue.getByText(/^Waiting for the company’s quota \(\d+ ahead\)$/).first()).toBeVisible({
    timeout: 30_000,
  })
  await uploader.expectAllDone(own.length)
  await colleague.expectAllDone(theirs.length)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => [block.name, block.sha256])).toEqual(
    own.map((file) => [file.name, sha256(file.bytes)]),
  )
  const { uploadAll } = await simulator.counters()
  expect(uploadAll?.calls).toBe(own.length + theirs.length)
  await elsewhere.close()
})
