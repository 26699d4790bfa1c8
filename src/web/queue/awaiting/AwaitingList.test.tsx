// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { Intake } from '../../drop/intake/intake.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { fileNamed, target } from '../../testing/jobs.ts'
import { english } from '../../testing/languages.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { KeptFocus } from '../list/KeptFocus.tsx'
import { painted } from '../testing/queue-under-test.tsx'
import { AwaitingList } from './AwaitingList.tsx'

afterEach(cleanup)

async function open(names: readonly string[], i18n?: typeof english) {
  const intake = new Intake(new FakeUploads())
  intake.take([names.map((name) => fileNamed(name))])
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  renderPage(
    <KeptFocus>
      <AwaitingList intake={intake} />
    </KeptFocus>,
    i18n,
  )
  await painted()
  return { intake, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })
const rows = () =>
  within(screen.getByRole('list', { name: '等待放入的文件' }))
    .getAllByRole('listitem')
    .map((row) => row.querySelector('p')?.textContent)

test('waiting files are listed with their sizes until a document is chosen', async () => {
  const { intake } = await open(['a.pdf', 'b.pdf'])
  expect(screen.getByRole('heading', { name: '等待放入的文件' })).toBeTruthy()
  expect(rows()).toEqual(['a.pdf', 'b.pdf'])
  act(() => intake.goInto(target))
  await painted()
  expect(screen.queryByRole('region')).toBeNull()
})

test('one is removed and brought back; the focus goes to the row that took its place', async () => {
  const { user } = await open(['a.pdf', 'b.pdf', 'c.pdf'])
  await user.click(button('从列表移除 b.pdf'))
  await painted()
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'c.pdf' }))
  await user.click(button('撤销'))
  await painted()
  expect(rows()).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
})

test('the last one is removed, and can still be brought back', async () => {
  const { user } = await open(['a.pdf'])
  expect(screen.queryByRole('button', { name: '调整顺序' })).toBeNull()
  await user.click(button('从列表移除 a.pdf'))
  await painted()
  expect(screen.queryByRole('region')).toBeNull()
  await user.click(button('撤销'))
  await painted()
  expect(rows()).toEqual(['a.pdf'])
})

test('the order is changed as in the queue: ticked files are moved, renamed and removed together', async () => {
  const { user } = await open(['a.pdf', 'b.pdf', 'c.pdf'])
  await user.click(button('调整顺序'))
  await user.click(screen.getByRole('checkbox', { name: '选择 b.pdf' }))
  await user.click(screen.getByRole('checkbox', { name: '选择 c.pdf' }))
  await user.click(button('所选移到最前'))
  await painted()
  expect(rows()).toEqual(['b.pdf', 'c.pdf', 'a.pdf'])
  await user.click(button('重命名…'))
  const dialog = within(await screen.findByRole('dialog', { name: '重命名 2 个文件' }))
  await user.clear(dialog.getByLabelText('新名称'))
  await user.click(dialog.getByRole('button', { name: '序号' }))
  await user.click(dialog.getByRole('button', { name: '重命名' }))
  await painted()
  expect(rows()).toEqual(['1.pdf', '2.pdf', 'a.pdf'])
  await user.click(button('移除所选'))
  await painted()
  expect(rows()).toEqual(['a.pdf'])
})

test('in English', async () => {
  await open(['a.pdf', 'b.pdf'], english)
  expect(screen.getByRole('heading', { name: 'Files waiting' })).toBeTruthy()
  expect(screen.getByRole('list', { name: 'Files waiting' })).toBeTruthy()
  expect(button('Remove all')).toBeTruthy()
})
