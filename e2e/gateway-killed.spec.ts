import { expect } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { test } from './soak/soak-fixtures.ts'

test('a gateway that is killed while it renews a sign-in costs that sign-in, and nothing of the queue', async ({
  uploader,
  simulator,
  pieces,
}) => {
  const files = mixedFiles(12)
  await uploader.begin()
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  const renewals = async () => (await simulator.counters())['exchangeToken']?.calls ?? 0
  const before = await renewals()
  // The old refresh token is used up, and the answer with the new ones is lost; then the gateway is killed.
  await simulator.faults([{ route: 'exchangeToken', fault: { kind: 'cut', when: 'after' } }])
  await simulator.expireTokens('access')
  await expect.poll(renewals, { timeout: 20_000, intervals: [50] }).toBe(before + 1)
  await pieces.killGateway()
  await pieces.restartGateway()

  await uploader.signInAgain()
  await uploader.expectAllDone(12)
  expect(await simulator.mediaNames(uploader.tokenOf('product-review'))).toEqual(files.map((file) => file.name))
})
