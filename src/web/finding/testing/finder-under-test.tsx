import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { vi } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { FakeWire } from '../../testing/fake-wire.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { chinese, english } from '../../testing/languages.ts'
import { I18nContext } from '../../i18n/i18n.ts'
import { Finder } from '../Finder.tsx'

const rootFiles = [
  { token: 'FolderToken1', name: '项目', type: 'folder' },
  { token: 'DocxToken001', name: '周报', type: 'docx' },
]
const inFolder = [{ token: 'DocxToken002', name: '项目计划', type: 'docx' }]
export const nothingOpened = { code: 0, data: { res_units: [] } }

export function listFiles({ query }: ApiRequest) {
  return { code: 0, data: { files: query['folder_token'] === 'FolderToken1' ? inFolder : rootFiles } }
}

/** Matches a line that ends with these facts. */
export const facts = (text: string) => new RegExp(`${text}$`)

/** Starts in Chinese, as all tests do, with a button that switches to English. */
function Bilingual({ children }: { readonly children: ReactNode }) {
  const [speech, setSpeech] = useState(chinese)
  return (
    <I18nContext value={speech}>
      <button type="button" onClick={() => setSpeech(english)}>
        Speak English
      </button>
      {children}
    </I18nContext>
  )
}

export function openFinder(wire: FakeWire, text = '', lacksEmptySearch = false) {
  const onChoose = vi.fn()
  const chooseMade = vi.fn()
  const onLeaveSearch = vi.fn()
  const onFocusField = vi.fn()
  const wishAhead = () => ({ choose: onChoose, chooseMade, reportUnanswered: vi.fn() })
  const page = (
    <Bilingual>
      <Finder
        doors={{ wire, rules: { brand: 'feishu' }, openId: 'ou_1', name: '张三', lacksEmptySearch }}
        field={{ text, clear: onLeaveSearch, focus: onFocusField }}
        onChoose={onChoose}
        wishAhead={wishAhead}
        renderProblem={(failure) => <p role="alert">{failure.problem}</p>}
      />
    </Bilingual>
  )
  renderPage(page)
  return { onChoose, chooseMade, onLeaveSearch, onFocusField, user: userEvent.setup() }
}

export const unitOf = (title: string, meta: object) => ({
  title_highlighted: title,
  entity_type: 'DOC',
  result_meta: { doc_types: 'DOCX', token: 'T0000001', url: 'https://a.feishu.cn/docx/T0000001', ...meta },
})
