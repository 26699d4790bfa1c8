// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { fileNamed, jobAt } from '../../testing/jobs.ts'
import { done, openQueue, waiting } from '../testing/queue-under-test.tsx'

afterEach(cleanup)

const job = (name: string) => jobAt(name, waiting, fileNamed(name))

async function openDialog(button: string | RegExp, ...names: readonly string[]) {
  const queue = openQueue(jobAt('0', done, fileNamed('done.png')), ...names.map(job))
  await queue.user.click(screen.getByRole('button', { name: '调整顺序' }))
  await queue.user.click(screen.getByRole('button', { name: button }))
  return { ...queue, dialog: within(await screen.findByRole('dialog')) }
}

const preview = () =>
  within(screen.getByRole('list', { name: '改名预览' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('strong')?.textContent)

test('waiting files are renamed by one pattern, with a preview of each new name', async () => {
  const { user, uploads, dialog } = await openDialog('重命名…', 'IMG_1.jpg', 'IMG_2.jpg')
  expect(dialog.getByRole('heading', { name: '重命名 2 个文件' })).toBeTruthy()
  await user.clear(dialog.getByLabelText('新名称'))
  await user.type(dialog.getByLabelText('新名称'), '现场 ')
  await user.click(dialog.getByRole('button', { name: '序号' }))
  expect(preview()).toEqual(['现场 1.jpg', '现场 2.jpg'])
  expect(dialog.getByRole('status').textContent).toBe('会改 2 个名称')
  await user.click(dialog.getByRole('button', { name: '重命名' }))
  expect(uploads.asked.filter(([what]) => what === 'rename')).toEqual([
    ['rename', 'IMG_1.jpg', '现场 1.jpg'],
    ['rename', 'IMG_2.jpg', '现场 2.jpg'],
  ])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('one file is renamed from its row and keeps its extension', async () => {
  const { user, uploads, dialog } = await openDialog('重命名 b.pdf', 'a.pdf', 'b.pdf')
  const field = dialog.getByLabelText<HTMLInputElement>('新名称')
  expect(field.value).toBe('b')
  expect(dialog.queryByLabelText('序号从')).toBeNull()
  await user.type(field, '-终稿{Enter}')
  expect(uploads.asked.filter(([what]) => what === 'rename')).toEqual([['rename', 'b.pdf', 'b-终稿.pdf']])
})

test('an empty or unchanged name cannot be submitted', async () => {
  const { user, dialog } = await openDialog('重命名…', 'a.pdf', 'b.pdf')
  const button = dialog.getByRole<HTMLButtonElement>('button', { name: '重命名' })
  expect([button.disabled, dialog.getByRole('status').textContent]).toEqual([true, '名称没有变化'])
  await user.clear(dialog.getByLabelText('新名称'))
  expect([button.disabled, dialog.getByRole('status').textContent]).toEqual([true, '2 个名称不能用'])
  await user.click(dialog.getByRole('button', { name: '取消' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})
