import { expect, test as base, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { startStack } from './stack.ts'

const keys = { verificationToken: 'verification', encryptKey: 'encrypt' }

/** A gateway of a store app, which Feishu tells of the companies that have it. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({
        FEISHU_APP_TYPE: 'store',
        FEISHU_EVENT_VERIFICATION_TOKEN: keys.verificationToken,
        FEISHU_EVENT_ENCRYPT_KEY: keys.encryptKey,
      })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

test.use({ worldSettings: { concurrentUploads: 'tolerated' } })

const files = mixedFiles(6)

test('a company that stops the app holds its people’s queues with the reason, and they go on once it is back', async ({
  uploader,
  page,
  stack,
  simulator,
}) => {
  test.slow()
  await simulator.storeApp({ url: `${stack.pageUrl}/feishu/events`, ...keys })
  await uploader.begin()
  await simulator.faults([{ route: 'uploadAll', times: 'always', skip: 2, fault: { kind: 'hold' } }])
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await simulator.changeCompany('home', 'stopped')
  await simulator.endFaults()
  const notice = page.getByRole('alert')
  const goOn = notice.getByRole('button', { name: '继续上传' })
  const ours = notice.filter({ hasText: '企业目前没有使用本应用' })
  const feishus = notice.filter({ hasText: '本应用在你的企业里没有启用' })
  // Feishu answers what was on its way, the gateway what waits there and what comes after: either may be first.
  await expect(ours.or(feishus)).toBeVisible()
  if (await feishus.isVisible()) await goOn.click()
  await expect(ours).toContainText('请联系企业管理员重新启用本应用')
  await expect(notice).toHaveCount(1)
  await simulator.changeCompany('home', 'enabled')
  await goOn.click()
  await uploader.signInAgain()
  await uploader.expectAllDone(files.length)
  const standing = await simulator.media(uploader.tokenOf('product-review'))
  expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(files.map(({ name }) => name))
})
