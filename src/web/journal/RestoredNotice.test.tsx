// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { WorkspaceContext } from '../app/workspace-context.ts'
import { workspaceFacts } from '../testing/workspace-facts.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { fileNamed, jobAt } from '../testing/jobs.ts'
import { chinese, english } from '../testing/languages.ts'
import type { I18n } from '../i18n/load-language.ts'
import { I18nContext } from '../i18n/i18n.ts'
import { LockedFiles } from './locked-files.ts'
import { RestoredNotice } from './RestoredNotice.tsx'

afterEach(cleanup)

type Props = Parameters<typeof RestoredNotice>[0]

function notice(props: Partial<Props> = {}) {
  const defaults: Props = {
    returned: { files: 5, locked: new LockedFiles(new FakeUploads(), []), lost: [] },
    missing: 0,
    isPending: true,
    goingOn: 5,
    changed: [],
    onAddChanged: vi.fn(),
  }
  return <RestoredNotice {...defaults} {...props} />
}

function show(page: ReactNode, i18n: I18n = chinese) {
  const facts = workspaceFacts()
  const around = (shown: ReactNode) => (
    <WorkspaceContext value={facts}>
      <I18nContext value={i18n}>{shown}</I18nContext>
    </WorkspaceContext>
  )
  const { rerender } = render(around(page))
  return { actions: facts.actions, rerender: (next: ReactNode) => rerender(around(next)) }
}

/** A folder that requires the person's permission. */
function lockedFiles(answer: PermissionState, names: readonly string[]) {
  const uploads = new FakeUploads()
  const requestPermission = () => Promise.resolve(answer)
  const handle = Object.assign({ kind: 'directory', name: 'f' } as FileSystemHandle, { requestPermission })
  for (const name of names) uploads.show({ ...jobAt(name, { at: 'waiting' }, fileNamed(name)), lacksFile: true })
  return {
    uploads,
    locked: new LockedFiles(
      uploads,
      names.map((id) => ({ id, file: { ...fileNamed(id), handle } })),
    ),
  }
}

test('a restored queue that continues without the person is announced until the notice is closed', async () => {
  show(notice())
  const status = screen.getByRole('status', { name: '上次没传完的 5 个文件都在' })
  expect(status.textContent).toContain('正在接着传')
  expect(within(status).queryByRole('button', { name: '重新选择文件' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '知道了' }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('the notice of a restored queue disappears when its files have arrived', () => {
  const { rerender } = show(notice())
  rerender(notice({ isPending: false }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('missing files are counted, with buttons to choose them again', async () => {
  const { actions } = show(notice({ missing: 2 }))
  expect(screen.getByText(/其中 3 个正在接着传/)).toBeTruthy()
  expect(screen.getByText(/还有 2 个/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /允许读取/ })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '重新选择文件' }))
  await userEvent.click(screen.getByRole('button', { name: '重新选择文件夹' }))
  expect(actions.chooseFiles).toHaveBeenCalledOnce()
  expect(actions.chooseFolder).toHaveBeenCalledOnce()
})

test('only restored files that have not arrived yet are counted as continuing', () => {
  const { rerender } = show(notice({ missing: 2, goingOn: 1 }))
  expect(screen.getByText(/其中 1 个正在接着传/)).toBeTruthy()
  rerender(notice({ missing: 2, goingOn: 0 }))
  expect(screen.queryByText(/正在接着传/)).toBeNull()
  expect(screen.getByText(/还有 2 个/)).toBeTruthy()
})

test('one click gives permission for all files of a folder', async () => {
  const { uploads, locked } = lockedFiles('granted', ['a', 'b'])
  show(notice({ missing: 2, returned: { files: 2, locked, lost: [] } }))
  await userEvent.click(screen.getByRole('button', { name: '允许读取 2 个文件' }))
  expect(uploads.asked).toEqual([['reattach', ['a', 'b']]])
})

test('a refused permission is shown, and the files can still be chosen again', async () => {
  const { locked } = lockedFiles('denied', ['a'])
  show(notice({ missing: 1, returned: { files: 1, locked, lost: [] } }))
  await userEvent.click(screen.getByRole('button', { name: '允许读取 1 个文件' }))
  expect(await screen.findByText(/没有得到读取许可/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '重新选择文件' })).toBeTruthy()
})

test('the notice disappears when no file is missing any more', () => {
  const { rerender } = show(notice({ missing: 1 }))
  rerender(notice({ missing: 0 }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('files that have changed are listed, and the person decides between new version and further file', async () => {
  const onAddChanged = vi.fn()
  const changed = Array.from({ length: 7 }, (_, at) => fileNamed(`${at}.pdf`))
  show(notice({ missing: 7, changed, onAddChanged }), english)
  const names = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(names).toEqual(['0.pdf', '1.pdf', '2.pdf', '3.pdf', '4.pdf', '…'])
  await userEvent.click(screen.getByRole('button', { name: 'Use the new version' }))
  expect(onAddChanged).toHaveBeenCalledWith('instead')
  await userEvent.click(screen.getByRole('button', { name: 'Add as another file' }))
  expect(onAddChanged).toHaveBeenCalledWith('beside')
})
