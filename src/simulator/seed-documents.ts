import { blockTypes } from '../contract/docx.ts'
import { SimulatedDocument, type DocumentInput } from './document.ts'
import { plainText, type Block } from './docx/block.ts'
import { simulatedApp } from './identity.ts'
import { people } from './people.ts'

const { zhangSan, liSi, wangWu } = people

type Seed = Omit<DocumentInput, 'createdAtMs'>

/** The documents of a fresh world. Tokens are constants, so that a link stays good from one run to the next. */
const seeds = {
  productReview: {
    key: 'product-review',
    token: 'SimDocxProductReview0000001',
    kind: 'docx',
    title: '产品需求评审',
    ownerId: zhangSan.openId,
    editors: [simulatedApp.id],
    readers: [liSi.openId],
  },
  empty: {
    key: 'empty',
    token: 'SimDocxEmpty000000000000002',
    kind: 'docx',
    title: '空白文档',
    ownerId: zhangSan.openId,
    editors: [wangWu.openId],
  },
  readOnly: {
    key: 'read-only',
    token: 'SimDocxReadOnly000000000003',
    kind: 'docx',
    title: '季度财务总结（只读）',
    ownerId: liSi.openId,
    readers: [zhangSan.openId],
  },
  deleted: {
    key: 'deleted',
    token: 'SimDocxDeleted0000000000004',
    kind: 'docx',
    title: '已删除的文档',
    ownerId: zhangSan.openId,
    deleted: true,
  },
  full: {
    key: 'full',
    token: 'SimDocxFull0000000000000005',
    kind: 'docx',
    title: '素材已满的文档',
    ownerId: zhangSan.openId,
    full: true,
  },
  wikiPage: {
    key: 'wiki-page',
    token: 'SimDocxWikiPage000000000006',
    kind: 'docx',
    title: '新人手册',
    ownerId: zhangSan.openId,
    editors: [liSi.openId, simulatedApp.id],
    readers: [wangWu.openId],
  },
  private: {
    key: 'private',
    token: 'SimDocxPrivate0000000000007',
    kind: 'docx',
    title: '王五的私人笔记',
    ownerId: wangWu.openId,
  },
  sheet: {
    key: 'sheet',
    token: 'SimSheetBudget0000000000008',
    kind: 'sheet',
    title: '年度预算',
    ownerId: zhangSan.openId,
    readers: [liSi.openId],
  },
  base: {
    key: 'base',
    token: 'SimBaseTasks000000000000009',
    kind: 'bitable',
    title: '任务跟踪',
    ownerId: zhangSan.openId,
    readers: [liSi.openId],
  },
  legacyDoc: {
    key: 'legacy-doc',
    token: 'SimDocLegacy000000000000010',
    kind: 'doc',
    title: '旧版文档',
    ownerId: zhangSan.openId,
    readers: [liSi.openId],
  },
} as const satisfies Record<string, Seed>

/** A page of a wiki: a node that stands for a document. */
export interface WikiNode {
  readonly key: string
  readonly nodeToken: string
  readonly documentToken: string
  /** The node a shortcut points to; null for an original. */
  readonly originNodeToken: string | null
}

export const wikiSpaceId = '7000000000000000001'

export const wikiNodes: readonly WikiNode[] = [
  {
    key: 'wiki',
    nodeToken: 'SimWikiHandbook000000000011',
    documentToken: seeds.wikiPage.token,
    originNodeToken: null,
  },
  {
    key: 'wiki-shortcut',
    nodeToken: 'SimWikiShortcut000000000012',
    documentToken: seeds.wikiPage.token,
    originNodeToken: 'SimWikiHandbook000000000011',
  },
]

const reviewHeading = 4

/** @returns New documents, with the text that a person finds in them. */
export function seedDocuments(nowMs: number): readonly SimulatedDocument[] {
  const documents = Object.values(seeds).map((seed) => new SimulatedDocument({ ...seed, createdAtMs: nowMs }))
  for (const document of documents) {
    if (document.token === seeds.productReview.token) {
      write(document, [
        [reviewHeading, '背景'],
        [blockTypes.text, '用户希望把截图、录屏和附件直接拖进文档，而不是一个一个上传。'],
        [reviewHeading, '素材'],
      ])
    }
    if (document.token === seeds.wikiPage.token) write(document, [[blockTypes.text, '欢迎加入！请先阅读这份手册。']])
    if (document.token === seeds.readOnly.token) write(document, [[blockTypes.text, '本文档仅供查阅。']])
  }
  return documents
}

function write(document: SimulatedDocument, lines: readonly (readonly [type: number, words: string])[]): void {
  const page = document.blocks.find(document.token)
  if (!page) return
  const blocks = lines.map(([type, words], index): Block => {
    const id = `SimBlock${document.token.slice(-3)}${String(index + 1).padStart(16, '0')}`
    return { id, parentId: page.id, type, children: [], kind: 'text', text: plainText(words) }
  })
  document.blocks.insert(page, -1, blocks)
}
