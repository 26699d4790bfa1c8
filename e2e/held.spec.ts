import { test as base, expect, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles, sha256 } from './files.ts'
import { startStack } from './stack.ts'

/** A company that may make one upload a second. */
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

test('while two people share the company’s quota, each one’s rows say how many go first, and all files arrive', async ({
  uploader,
  browser,
  simulator,
}) => {
  // Enough that the quota is the limit for a while even where the machine is slow.
  const files = mixedFiles(20)
  const elsewhere = await browser.newContext({ locale: 'en-US' })
  const colleague = uploader.on(await elsewhere.newPage())
  await colleague.signIn(/王五|Wang Wu/)
  await colleague.pickDocument(colleague.linkOf('empty'))
  await uploader.begin()
  await colleague.choose(files)
  await uploader.choose(files)

  // The number depends on when a page asks; counting and turns are tested at the gateway.
  // Both are looked for from the beginning: each is shown only while files wait.
  await Promise.all([
    expect(uploader.queue.getByText(/^等公司的上传额度（前面还有 [1-9] 个）$/).first()).toBeVisible(),
    expect(colleague.queue.getByText(/^Waiting for the company’s quota \([1-9] ahead\)$/).first()).toBeVisible(),
  ])

  await uploader.expectAllDone(files.length)
  await colleague.expectAllDone(files.length)
  await elsewhere.close()
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => [block.name, block.sha256])).toEqual(
    files.map((file) => [file.name, sha256(file.bytes)]),
  )
  // Feishu takes one upload at a time here, and on a slow machine one may come while another is still there; none comes above the rate.
  const { uploadAll } = await simulator.counters()
  expect(Object.keys(uploadAll?.refusals ?? {})).not.toContain('99991400')
})
