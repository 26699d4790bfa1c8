// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { NewDocument } from '../finding/NewDocument.tsx'
import { RenameField } from '../queue/failures/RenameField.tsx'
import { TargetField } from '../target/TargetField.tsx'
import { FakeWire } from '../testing/fake-wire.ts'
import { renderPage } from '../testing/render-page.tsx'

afterEach(cleanup)

const none = () => undefined

/** As Chromium and Firefox report such a key, and as WebKit does, which ends the composition before the key's event. */
const ofInputMethod = [{ isComposing: true }, { keyCode: 229 }]

test.each(ofInputMethod)(
  'going through the characters offered for a name stays in the field of the document: %o',
  (sign) => {
    const onGoToResults = vi.fn()
    const field = {
      state: { is: 'none' },
      draft: 'zhoubao',
      setDraft: none,
      isLink: () => false,
      choose: none,
      goBack: null,
    } as const
    renderPage(<TargetField chosen={field} onGoToResults={onGoToResults} />)
    const input = screen.getByRole('textbox')
    fireEvent.keyDown(input, { key: 'ArrowDown', ...sign })
    expect(onGoToResults).not.toHaveBeenCalled()
    fireEvent.keyDown(input, { key: 'ArrowDown' })
    expect(onGoToResults).toHaveBeenCalledOnce()
  },
)

test.each(ofInputMethod)('taking back what was spelt for a new name does not take back the renaming: %o', (sign) => {
  const onCancel = vi.fn()
  renderPage(<RenameField name="合同.pdf" onRename={none} onCancel={onCancel} />)
  const input = screen.getByRole('textbox')
  fireEvent.keyDown(input, { key: 'Escape', ...sign })
  expect(onCancel).not.toHaveBeenCalled()
  fireEvent.keyDown(input, { key: 'Escape' })
  expect(onCancel).toHaveBeenCalledOnce()
})

const aWish = () => ({ choose: none, chooseMade: none, reportUnanswered: none })

test.each(ofInputMethod)('taking back what was spelt for a title does not take back the new document: %o', (sign) => {
  const doors = { wire: new FakeWire({}), rules: { brand: 'feishu' }, openId: 'ou_1', name: '张三' } as const
  const home = { doors, location: { is: 'folder', folderToken: null }, locationTitle: '我的空间' } as const
  renderPage(<NewDocument {...home} wishAhead={aWish} renderProblem={none} />)
  fireEvent.click(screen.getByRole('button', { name: '新建文档' }))
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape', ...sign })
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' })
  expect(screen.queryByRole('textbox')).toBeNull()
})
