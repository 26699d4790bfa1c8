import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'

/** Files of which most are still to go when the first has arrived, however slow the machine. */
const files = mixedFiles(4)
const heldAfterTheFirst = { route: 'uploadAll', skip: 2, times: 'always', fault: { kind: 'hold' } } as const

test('a sign-in that was refused, or that nobody began, says so and lets one try again; signing out ends the session on the server', async ({
  uploader,
  page,
  stack,
}) => {
  await test.step('a sign-in answer without an attempt is refused, with what to do', async () => {
    await uploader.open()
    await page.goto(`${stack.pageUrl}/auth/callback?code=stolen&state=made-up`)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByRole('link', { name: /用飞书登录/ })).toBeVisible()
  })

  await test.step('refusing consent comes back to the page, which says so and lets one try again', async () => {
    await uploader.open()
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await page.getByRole('button', { name: /拒绝/ }).click()
    await expect(page.getByRole('alert')).toContainText('授权')
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await uploader.consent()
    await expect(page.getByLabel('文档链接或名称')).toBeVisible()
  })

  await test.step('signing out ends the session on the server, not only on the page', async () => {
    await uploader.signOut()
    await expect(page.getByRole('link', { name: /用飞书登录/ })).toBeVisible()
    const session = await page.request.get(`${stack.pageUrl}/api/session`, {
      headers: { 'X-Feishu-Uploader': '1', 'Sec-Fetch-Site': 'same-origin' },
    })
    expect(((await session.json()) as { person: unknown }).person).toBeNull()
  })
})

test('an access token that expires in mid-upload is renewed without a word', async ({ uploader, simulator }) => {
  await simulator.faults([heldAfterTheFirst])
  await uploader.begin()
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await simulator.expireTokens('access')
  await simulator.endFaults()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('product-review'))).toEqual(files.map((file) => file.name))
})

// Not in one walk with the story above: a token that was renewed a moment ago is not renewed again.
test('a session that ends in mid-upload pauses the queue, keeps it, and goes on after sign-in', async ({
  uploader,
  simulator,
}) => {
  await simulator.faults([heldAfterTheFirst])
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await simulator.expireTokens('all')
  await simulator.endFaults()

  await uploader.signInAgain()

  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})
