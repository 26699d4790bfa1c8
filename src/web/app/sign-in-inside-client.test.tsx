// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PageDrops } from '../drop/page-drops.ts'
import { en } from '../i18n/problems/en.ts'
import { zhCN } from '../i18n/problems/zh-CN.ts'
import { chineseProductNames } from '../i18n/product-name.ts'
import type { ClientSignInEnd } from '../session/client/client-sign-in-end.ts'
import { ClientSignIn } from '../session/client/client-sign-in.ts'
import { ClientSignInProblem } from '../session/client/ClientSignInProblem.tsx'
import { openSignInWindow } from '../session/sign-in-address.ts'
import { endOfTest } from '../testing/end-of-test.ts'
import { app, fakeGateway, zhang } from '../testing/fake-gateway.ts'
import { chinese, english } from '../testing/languages.ts'
import { renderPage } from '../testing/render-page.tsx'
import { App } from './App.tsx'

afterEach(cleanup)

let drops: PageDrops
let asked: unknown[]
let left: string[]
let answer: (end: ClientSignInEnd) => void
let readAgain: () => void

beforeEach(() => {
  drops = new PageDrops(document, endOfTest())
  asked = []
  left = []
  readAgain = () => undefined
})

/** The page inside Feishu's app, whose answer the test gives. */
function insideClient(): ClientSignIn {
  return new ClientSignIn({
    isInClient: () => true,
    signIn: (missing) => {
      asked.push(missing)
      return new Promise((resolve) => (answer = resolve))
    },
    readSession: () => readAgain(),
    leave: (address) => left.push(address),
  })
}

const Workspace = ({ owner }: { readonly owner: { readonly name: string } }) => <p>{`${owner.name} works here`}</p>
const button = () => screen.findByRole('link', { name: /用飞书登录|Sign in with Feishu/ })
async function end(given: ClientSignInEnd): Promise<void> {
  answer(given)
  await act(() => Promise.resolve())
}

function open(inClient = insideClient(), i18n = chinese) {
  const gateway = fakeGateway(null)
  renderPage(
    <App ask={gateway.ask} drops={drops} signInProblem={null} inClient={inClient} Workspace={Workspace} />,
    i18n,
  )
  return gateway
}

test('inside Feishu’s app the button asks the app, and the page stays', async () => {
  const gateway = open()
  await userEvent.click(await button())
  expect(asked).toEqual([[]])
  expect(screen.getByRole('status').textContent).toContain('请在飞书的提示里确认')
  gateway.person = zhang
  readAgain = () => window.dispatchEvent(new Event('visibilitychange'))
  await end({ is: 'signed-in' })
  expect(await screen.findByText('张三 works here')).toBeTruthy()
  expect(left).toEqual([])
})

test.each([
  [chinese, zhCN(chineseProductNames.feishu)['10236'], '应用开发者', '复制详情'],
  [english, en('Feishu')['10236'], 'App developer', 'Copy details'],
])(
  'an address that is not registered is explained, with who can act and what the app said, in both languages',
  async (i18n, words, who, copy) => {
    open(insideClient(), i18n)
    await userEvent.click(await button())
    await end({ is: 'failed', refusal: { problem: '10236', code: 10_236, msg: 'invalid url' } })
    const alert = await screen.findByRole('alert')
    for (const text of [words.title, words.what, words.remedy, '10236', 'invalid url'])
      expect(alert.textContent).toContain(text)
    expect(alert.textContent.toLowerCase()).toContain(who.toLowerCase())
    expect(screen.getByRole('button', { name: copy })).toBeTruthy()
  },
)

test('after that, and while the app does not answer, the same button leads to the consent page', async () => {
  open()
  const link = await button()
  await userEvent.click(link)
  const followed = vi.fn((event: Event) => {
    const isFollowed = !event.defaultPrevented
    event.preventDefault()
    return isFollowed
  })
  document.addEventListener('click', followed, { once: true })
  await userEvent.click(link)
  await end({ is: 'failed', refusal: { problem: 'client-sign-in-failed', code: null, msg: '' } })
  document.addEventListener('click', followed, { once: true })
  await userEvent.click(link)
  expect(followed.mock.results.map(({ value }) => value as unknown)).toEqual([true, true])
  expect(asked).toHaveLength(1)
})

test('an app without a bridge is left for the consent page, which comes back to the same document', async () => {
  const target = encodeURIComponent('https://acme.feishu.cn/docx/DocToken')
  history.replaceState(null, '', `/?target=${target}`)
  open()
  await userEvent.click(await button())
  await end({ is: 'not-there' })
  const query = new URLSearchParams(left[0]?.split('?')[1])
  expect(query.get('return_to')).toBe(`/?target=${target}`)
  history.replaceState(null, '', '/')
})

test('where a portal signs people in, Feishu’s app is not asked', async () => {
  const gateway = fakeGateway(null)
  gateway.app = { ...app, portalUrl: 'https://portal.example.com' }
  renderPage(
    <App ask={gateway.ask} drops={drops} signInProblem={null} inClient={insideClient()} Workspace={Workspace} />,
  )
  document.addEventListener('click', (event) => event.preventDefault(), { once: true })
  await userEvent.click(await screen.findByRole('link', { name: '打开门户' }))
  expect(asked).toEqual([])
})

test('a queue that waits for a sign-in or a scope asks the app instead of opening a window, and says why it got none', async () => {
  const inClient = insideClient()
  const gateway = fakeGateway(zhang)
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  renderPage(<ClientSignInProblem ask={gateway.ask} inClient={inClient} />)
  await screen.findByText((_, element) => element === document.body)
  expect(openSignInWindow(['docx:document', 'a scope of nobody'], inClient)).toBe(true)
  expect([asked, opened.mock.calls]).toEqual([[['docx:document']], []])
  await end({ is: 'failed', refusal: { problem: '20010', code: 20_010, msg: '' } })
  expect((await screen.findByRole('alert')).textContent).toContain(zhCN(chineseProductNames.feishu)['20010'].remedy)
  // Now by a window, as in any browser.
  expect(openSignInWindow([], inClient)).toBe(true)
  expect(opened).toHaveBeenCalledOnce()
  opened.mockRestore()
})
