// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useEffect } from 'react'
import { OpenedOffline } from './bundled-parts.tsx'
import { App } from './App.tsx'
import type { SignedInProps } from './Workspace.tsx'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { memoryStorage } from '../platform/browser-storage.ts'
import { PageDrops, type Arriving } from '../drop/page-drops.ts'
import { app, fakeGateway, zhang } from '../testing/fake-gateway.ts'
import { renderPage } from '../testing/render-page.tsx'
import { chinese, english } from '../testing/languages.ts'
import { endOfTest } from '../testing/end-of-test.ts'
import { en } from '../i18n/problems/en.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const problemMessages = en('Feishu')
let drops: PageDrops

beforeEach(() => {
  drops = new PageDrops(document, endOfTest())
})

const Workspace = ({ owner }: { readonly owner: { readonly name: string } }) => <p>{`${owner.name} works here`}</p>

test('nobody signed in finds one button that leads to Feishu', async () => {
  renderPage(<App drops={drops} ask={fakeGateway(null).ask} signInProblem={null} Workspace={Workspace} />)
  const link = await screen.findByRole('link', { name: '用飞书登录' })
  expect(link.getAttribute('href')).toMatch(/^\/auth\/start\?return_to=/)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a sign-in that did not work says why, above the button to try again', async () => {
  renderPage(
    <App drops={drops} ask={fakeGateway(null).ask} signInProblem="sign-in-incomplete" Workspace={Workspace} />,
    english,
  )
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain(problemMessages['sign-in-incomplete'].remedy)
  expect(screen.getByRole('link', { name: 'Sign in with Feishu' })).toBeTruthy()
})

test('a problem that the catalogue does not know is shown as unknown, without its text', async () => {
  renderPage(<App drops={drops} ask={fakeGateway(null).ask} signInProblem="<script>" Workspace={Workspace} />, english)
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain(problemMessages['unknown-code'].remedy)
  expect(alert.textContent).not.toContain('script')
})

test('a signed-in person comes straight to the work', async () => {
  renderPage(<App drops={drops} ask={fakeGateway(zhang).ask} signInProblem={null} Workspace={Workspace} />)
  expect(await screen.findByText('张三 works here')).toBeTruthy()
})

test('a gateway that cannot be reached says so, and another try helps', async () => {
  const gateway = fakeGateway('down')
  renderPage(<App drops={drops} ask={gateway.ask} signInProblem={null} Workspace={Workspace} />)
  const again = await screen.findByRole('button', { name: '再试一次' })
  gateway.person = null
  await userEvent.click(again)
  expect(await screen.findByRole('link', { name: '用飞书登录' })).toBeTruthy()
})

test('a sign-in window stays open with the problem, although somebody is signed in', async () => {
  renderPage(
    <App drops={drops} ask={fakeGateway(zhang).ask} signInProblem="20010" isSignInWindow Workspace={Workspace} />,
  )
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.queryByText('张三 works here')).toBeNull()
})

test('where a portal is the way in, people are led there', async () => {
  const gateway = fakeGateway(null)
  gateway.app = { ...app, portalUrl: 'https://portal.example.com' }
  renderPage(<App drops={drops} ask={gateway.ask} signInProblem={null} Workspace={Workspace} />)
  const link = await screen.findByRole('link', { name: '打开门户' })
  expect(link.getAttribute('href')).toBe('https://portal.example.com')
  expect(screen.queryByRole('link', { name: '用飞书登录' })).toBeNull()
})

test.each([
  [chinese, '用 Lark 登录'],
  [english, 'Sign in with Lark'],
])('a company whose Feishu is a Lark reads its own name, in $0.language', async (i18n, name) => {
  const gateway = fakeGateway(null)
  gateway.app = { ...app, brand: 'lark' }
  const { container } = renderPage(
    <App drops={drops} ask={gateway.ask} signInProblem="20010" Workspace={Workspace} />,
    i18n,
  )
  expect(await screen.findByRole('link', { name })).toBeTruthy()
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(container.textContent).not.toMatch(/飞书|Feishu/)
  expect(document.title).toBe(i18n.inBrand('lark').messages.product.name)
  expect(document.title).toContain('Lark')
})

test.each([chinese, english])(
  'the sign-in page says what is read with the scopes it asks for, in $language',
  async (i18n) => {
    const gateway = fakeGateway(null)
    const { read, written } = i18n.messages.session.access
    gateway.app = { ...app, features: ['documents', 'sheets'] }
    const { container } = renderPage(
      <App drops={drops} ask={gateway.ask} signInProblem={null} Workspace={Workspace} />,
      i18n,
    )
    await screen.findByText(read.cells)
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(said).toEqual([read.person, read.names, read.right, read.blocks, read.cells, written.files])
    expect(container.textContent).not.toMatch(/其他内容|nothing else/)
  },
)

function dropOnPage() {
  const event = new Event('drop', { bubbles: true, cancelable: true })
  const files = [new File(['x'], '合同.pdf')]
  Object.assign(event, { dataTransfer: { files, items: [], types: ['Files'], getData: () => '' } })
  document.body.dispatchEvent(event)
  return event
}

function receiveKept(take: (arriving: Arriving) => void) {
  act(() => drops.receive({ take, isLink: () => false })())
}

test('a file dropped on the sign-in page is kept, and the sign-in opens beside it', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  const gateway = fakeGateway(null)
  const event = dropOnPage()
  expect(event.defaultPrevented).toBe(true)
  renderPage(<App ask={gateway.ask} drops={drops} signInProblem={null} Workspace={Workspace} />)
  expect((await screen.findByRole('status')).textContent).toContain('已收下 1 项')
  await userEvent.click(screen.getByRole('link', { name: '用飞书登录' }))
  expect(opened).toHaveBeenCalledOnce()
  gateway.person = zhang
  expect(await screen.findByText('张三 works here')).toBeTruthy()
  const take = vi.fn()
  receiveKept(take)
  expect(take).toHaveBeenCalledOnce()
  opened.mockRestore()
})

test('where the browser blocks the window, the link leads there as ever', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null)
  dropOnPage()
  renderPage(<App ask={fakeGateway(null).ask} drops={drops} signInProblem={null} Workspace={Workspace} />)
  await screen.findByRole('status')
  const clicked = new MouseEvent('click', { bubbles: true, cancelable: true })
  const followed = vi.fn((event: Event) => {
    const isFollowed = !event.defaultPrevented
    event.preventDefault()
    return isFollowed
  })
  document.addEventListener('click', followed, { once: true })
  screen.getByRole('link', { name: '用飞书登录' }).dispatchEvent(clicked)
  expect(opened).toHaveBeenCalledOnce()
  expect(followed).toHaveReturnedWith(true)
  receiveKept(() => undefined)
  opened.mockRestore()
})

test('a page that opens without a connection shows the work of the person who was signed in last, and follows the gateway once it answers', async () => {
  const storage = memoryStorage()
  const gateway = fakeGateway(zhang)
  const mounted = vi.fn()
  const page = (ask: AskGateway) => {
    const Asking = (props: SignedInProps) => {
      useEffect(mounted, [])
      return (
        <>
          <OpenedOffline ask={ask} />
          <Workspace {...props} />
        </>
      )
    }
    return <App ask={ask} drops={drops} signInProblem={null} Workspace={Asking} storage={storage} />
  }
  const { unmount } = renderPage(page(gateway.ask))
  await screen.findByText('张三 works here')
  unmount()

  mounted.mockClear()
  const silent: AskGateway = () => Promise.reject(new TypeError('Failed to fetch'))
  const offline = renderPage(page(silent))
  expect(await screen.findByText('张三 works here')).toBeTruthy()
  expect(screen.getByText(/这是上次打开的页面/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByText('张三 works here')).toBeTruthy()
  expect(mounted).toHaveBeenCalledOnce()
  offline.unmount()

  gateway.person = null
  const signedOut = renderPage(page(gateway.ask))
  await screen.findByRole('link', { name: '用飞书登录' })
  signedOut.unmount()
  renderPage(page(silent))
  expect(await screen.findByRole('button', { name: '再试一次' })).toBeTruthy()
  expect(screen.queryByText('张三 works here')).toBeNull()
})
