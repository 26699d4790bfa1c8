import { expect } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { HeldUploads } from './held-uploads.ts'
import { test } from './soak/soak-fixtures.ts'

test('a gateway that is killed while it renews a sign-in costs that sign-in, and nothing of the queue', async ({
  uploader,
  page,
  simulator,
  pieces,
}) => {
  const files = mixedFiles(6)
  const uploads = new HeldUploads(2)
  await uploads.stand(page)
  await uploader.begin()
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  const renewals = async () => (await simulator.counters())['exchangeToken']?.calls ?? 0
  const before = await renewals()
  // The old refresh token is used up, and the answer with the new ones is lost; then the gateway is killed.
  await simulator.faults([{ route: 'exchangeToken', fault: { kind: 'cut', when: 'after' } }])
  await simulator.expireTokens('access')
  uploads.allow(Infinity)
  await expect.poll(renewals).toBe(before + 1)
  await pieces.killGateway()
  await pieces.restartGateway()

  await uploader.signInAgain()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('product-review'))).toEqual(files.map((file) => file.name))
})
