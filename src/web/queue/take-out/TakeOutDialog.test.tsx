// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { fileNamed, fileToken, importTarget, jobAt, otherTarget, spot, target } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { TakeOutDialog } from './TakeOutDialog.tsx'

afterEach(cleanup)

const done: Stage = { at: 'done', spot, fileToken }
const ofDrop = (dropId: string, job: Job): Job => ({ ...job, dropId })
const file = (name: string, stage: Stage = done) => jobAt(name, stage, fileNamed(name))

function ask(...jobs: readonly Job[]) {
  const uploads = new FakeUploads()
  uploads.show(...jobs)
  const onClose = vi.fn()
  renderPage(<TakeOutDialog uploads={uploads} onClose={onClose} />)
  return { uploads, onClose, user: userEvent.setup() }
}

test('the dialog says how many files will be taken out of which document, and how many are cancelled; its first button changes nothing', () => {
  ask(
    ofDrop('one', file('a.png')),
    ofDrop('one', file('b.png')),
    ofDrop('one', file('c.png', { at: 'waiting' })),
    file('earlier.png'),
  )
  const dialog = screen.getByRole('dialog', { name: '取出这一批文件？' })
  expect(dialog.textContent).toContain(`2 个文件会从《${target.title}》里删除；别人的内容不动。`)
  expect(dialog.textContent).toContain('还没传完的 1 个会取消。')
  expect(screen.queryByRole('combobox')).toBeNull()
  const [first] = screen.getAllByRole('button')
  expect(first?.textContent).toBe('不取出')
  expect(document.activeElement).toBe(first)
})

test('the whole drop is taken out, and nothing of another one', async () => {
  const { uploads, onClose, user } = ask(
    ofDrop('one', file('a.png')),
    ofDrop('two', file('b.png')),
    ofDrop('two', file('c.png', { at: 'waiting' })),
  )
  await user.click(screen.getByRole('button', { name: '取出 1 个文件' }))
  expect(uploads.asked).toEqual([['takeOut', ['b.png', 'c.png']]])
  expect(onClose).toHaveBeenCalledOnce()
})

test('of several drops the last one is preselected', async () => {
  const { uploads, user } = ask(
    ofDrop('one', file('a.png')),
    ofDrop('one', { ...file('b.png'), target: otherTarget }),
    ofDrop('two', file('c.png')),
  )
  await user.selectOptions(screen.getByLabelText('哪一批'), '2 个文件，从 a.png 开始')
  expect(screen.getByRole('dialog').textContent).toContain('2 个文件会从 2 处删除')
  await user.click(screen.getByRole('button', { name: '取出 2 个文件' }))
  expect(uploads.asked).toEqual([['takeOut', ['a.png', 'b.png']]])
})

test('closing the dialog, also by Escape, changes nothing', async () => {
  const { uploads, onClose, user } = ask(ofDrop('one', file('a.png')))
  await user.click(screen.getByRole('button', { name: '不取出' }))
  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(onClose).toHaveBeenCalledTimes(2)
  expect(uploads.asked).toEqual([])
})

test('the dialog says that documents made by an import are kept', () => {
  const made: Stage = { ...done, made: { url: 'https://x.feishu.cn/docx/made', losses: [] } }
  ask(ofDrop('one', { ...file('a.md', made), target: importTarget }))
  expect(screen.getByRole('dialog').textContent).toContain('1 个导入生成的在线文档不会删除')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '取出 0 个文件' }).disabled).toBe(true)
})
