// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { families } from '../../engine/targets/families.ts'
import type { TargetFamily } from '../../engine/targets/family.ts'
import type { Target } from '../../engine/targets/target.ts'
import { choose, dropOf, openWorkspace } from '../app/testing/workspace-under-test.tsx'
import { rememberedDocuments } from '../finding/remembered-documents.ts'
import { done, openQueue, waiting } from '../queue/testing/queue-under-test.tsx'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { jobAt } from '../testing/jobs.ts'
import { chinese } from '../testing/languages.ts'
import { pageFamilies, type PageFamily } from './families.ts'
import { useChoice, useReported, type OptionsProps } from './options/choice.ts'
import { RadioChoice } from './options/RadioChoice.tsx'
import { familyOptions } from './options/TargetOptions.tsx'
import { resolvedFamilies, type ResolvedFamily } from './resolved-families.ts'

// docs/adding-a-family.md, section 5, followed for a family that the page does not have: mindnotes, into which files go as
// branches. Nothing of the page is changed but its registries and its messages.

const sides = ['left', 'right'] as const

const pageFamily = {
  kind: 'mindnote' as PageFamily['kind'],
  isRightCertain: true,
  readOnlyProblem: 'read-only',
  leadsInto: () => true,
} satisfies PageFamily

const resolvedFamily: ResolvedFamily = { bodyOf: (token) => ({ is: 'mindnote', token }) as never }

function MindnoteOptions({ document, onTarget }: OptionsProps) {
  const [side, setSide] = useChoice(sides, null, 'left')
  const { title, url } = document
  useReported({ is: 'mindnote', side, title, url } as never, onTarget)
  return (
    <RadioChoice
      legend="分支放在哪边"
      values={sides}
      value={side}
      labels={{ left: '左边', right: '右边' }}
      onChange={setSide}
    />
  )
}

const engineFamily: Partial<TargetFamily> = {
  targetKeyOf: ({ title }) => `mindnote ${title}`,
  orderKeyOf: () => null,
  takesBytes: () => false,
  isSerial: () => false,
  countsBinds: () => false,
  shownAt: ({ url }) => url,
}

const words = {
  heading: '目标思维笔记',
  untitled: '未命名思维笔记',
  open: '打开思维笔记',
  change: '更换思维笔记',
  sent: '等待挂上',
  binding: '正在挂上',
  done: '已在思维笔记中',
  leftover: '思维笔记里可能有这个文件的分支。',
}

const queueWords = { ...chinese.messages.queues.docx, allDone: (files: string) => `${files} 个文件都已在思维笔记中` }

const registries: readonly (readonly [object, unknown])[] = [
  [pageFamilies, pageFamily],
  [resolvedFamilies, resolvedFamily],
  [familyOptions, MindnoteOptions],
  [families, engineFamily],
  [chinese.messages.families, words],
  [chinese.messages.queues, queueWords],
]

beforeAll(() => registries.forEach(([registry, entry]) => Object.assign(registry, { mindnote: entry })))
afterAll(() => registries.forEach(([registry]) => Reflect.deleteProperty(registry, 'mindnote')))
afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

const wikiPage = 'https://acme.feishu.cn/wiki/WikiNode12345'
const node = { node_token: 'n', obj_token: 'MindnoteOne', obj_type: 'mindnote', title: '发布计划' }

test('a family that is added to the registries has its card, its options and its files', async () => {
  const wire = new FakeWire({ ...editableDocument('发布计划'), getWikiNode: { code: 0, data: { node } } })
  const { user, uploads } = openWorkspace({ wire })
  await choose(user, wikiPage)
  expect(await screen.findByText('目标思维笔记 · 知识库')).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开思维笔记' })).toBeTruthy()
  expect(screen.getByText(chinese.messages.target.rights.granted)).toBeTruthy()
  await user.click(await screen.findByRole('radio', { name: '右边' }))
  dropOf('a.png')
  await waitFor(() => expect(uploads.asked).toEqual([['add', ['a.png'], '发布计划']]))
  expect(rememberedDocuments('ou_zhang', localStorage)).toMatchObject([{ title: '发布计划', kind: 'mindnote' }])
})

const target = { is: 'mindnote', title: '发布计划', url: wikiPage } as unknown as Target
const jobIn = (id: string, stage: typeof waiting) => ({ ...jobAt(id, stage), target })

test('the queue has the words of a family that is added to its messages', () => {
  openQueue(jobIn('a', done), jobIn('b', done))
  expect(screen.getAllByText(/已在思维笔记中/).map(({ textContent }) => textContent)).toContain(
    '2 个文件都已在思维笔记中',
  )
  expect(screen.getAllByText('已在思维笔记中')).toHaveLength(2)
  expect(screen.getAllByRole('link', { name: '打开思维笔记' })).not.toHaveLength(0)
})
