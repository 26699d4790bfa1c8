import { blockTypes } from '../../contract/feishu/docx/block.ts'
import { makeComment } from '../comments/comment.ts'
import type { Block } from '../docx/block.ts'
import { plainText } from '../docx/text.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { appIdIn, simulatedApp } from '../world/identity.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { newDocument } from '../world/new-document.ts'
import { companies, otherPeople, people } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { fillBases } from './bases.ts'
import { driveSeeds, shortcuts } from './drive.ts'
import type { Seed } from './seed.ts'
import { fillSheets } from './sheets.ts'
import { wikiNodes, wikiSeeds, wikiSpaces } from './wikis.ts'

const { zhangSan, liSi, wangWu } = people

/** One document for each case that tests and demos need. */
const seeds = {
  productReview: {
    key: 'product-review',
    token: 'SimDocxProductReview0000001',
    kind: 'docx',
    title: '产品需求评审',
    ownerId: zhangSan.openId,
    editors: [simulatedApp.id],
    readers: [liSi.openId],
    openedHoursAgo: 1,
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
    folderToken: null,
    openedHoursAgo: 5,
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
    editors: [simulatedApp.id],
    readers: [liSi.openId],
    openedHoursAgo: 3,
  },
  base: {
    key: 'base',
    token: 'SimBaseTasks000000000000009',
    kind: 'bitable',
    title: '任务跟踪',
    ownerId: zhangSan.openId,
    editors: [wangWu.openId, simulatedApp.id],
    readers: [liSi.openId],
    openedHoursAgo: 2,
  },
  legacyDoc: {
    key: 'legacy-doc',
    token: 'SimDocLegacy000000000000010',
    kind: 'doc',
    title: '旧版文档',
    ownerId: zhangSan.openId,
    readers: [liSi.openId],
  },
  advancedBase: {
    key: 'base-advanced',
    token: 'SimBaseStaff000000000000013',
    kind: 'bitable',
    title: '人事档案（高级权限）',
    ownerId: liSi.openId,
    editors: [zhangSan.openId],
    readers: [wangWu.openId],
  },
} as const satisfies Record<string, Seed>

/** Fills a new world with documents, folders, wikis and their content. */
export function seedWorld(world: SimulatedWorld): void {
  for (const seed of [...Object.values<Seed>(seeds), ...driveSeeds, ...wikiSeeds]) addSeed(world, seed)
  // The API makes comments on whole documents only; this one can be replied to.
  const elements = [{ type: 'text_run', text_run: { text: '这里还缺一张图。' } }]
  const said = { byId: liSi.openId, atMs: world.clock.nowMs(), elements }
  world.documents.get(seeds.productReview.token)?.comments.push(makeComment(said, '产品需求'))
  for (const shortcut of shortcuts) {
    world.shortcuts.set(shortcut.token, { ...shortcut, createdAtMs: world.clock.nowMs() })
  }
  for (const space of wikiSpaces) world.wikiSpaces.set(space.id, space)
  for (const node of wikiNodes) world.wikiNodes.set(node.nodeToken, node)
  write(world, seeds.productReview.token, [
    [reviewHeading, '背景'],
    [blockTypes.text, '用户希望把截图、录屏和附件直接拖进文档，而不是一个一个上传。'],
    [reviewHeading, '素材'],
  ])
  write(world, seeds.wikiPage.token, [[blockTypes.text, '欢迎加入！请先阅读这份手册。']])
  write(world, seeds.readOnly.token, [[blockTypes.text, '本文档仅供查阅。']])
  fillSheets(world, seeds.sheet.token)
  fillBases(world, { tasks: seeds.base.token, advanced: seeds.advancedBase.token })
}

/** What the other company has, once the app is a store app. */
const otherSeeds: readonly Seed[] = [
  {
    key: 'other-review',
    token: 'SimDocxOtherReview000000020',
    kind: 'docx',
    title: '品牌改版评审',
    ownerId: otherPeople.zhaoLiu.openId,
    editors: [appIdIn(companies[1].tenantKey)],
    readers: [otherPeople.sunQi.openId],
  },
  {
    key: 'other-notes',
    token: 'SimDocxOtherNotes0000000021',
    kind: 'docx',
    title: '孙七的草稿',
    ownerId: otherPeople.sunQi.openId,
  },
]

export function seedOtherCompany(world: SimulatedWorld): void {
  for (const seed of otherSeeds) addSeed(world, seed)
}

const reviewHeading = 4
const hourMs = 60 * 60 * 1000

function addSeed(world: SimulatedWorld, { kind, editedDaysAgo = 0, openedHoursAgo, ...input }: Seed): void {
  const nowMs = world.clock.nowMs()
  const editedAtMs = nowMs - editedDaysAgo * 24 * hourMs
  // Created a day before the last edit, unless edited today.
  const createdAtMs = editedDaysAgo === 0 ? editedAtMs : editedAtMs - 24 * hourMs
  const document = newDocument(kind, { ...input, createdAtMs, editedAtMs })
  if (openedHoursAgo !== undefined) {
    for (const id of [input.ownerId, ...(input.editors ?? [])]) {
      document.openedAtMs.set(id, nowMs - openedHoursAgo * hourMs)
    }
  }
  world.documents.set(document.token, document)
  if (kind === 'file') addFile(world, document)
}

/** A file of Drive has bytes, which are a media of the same token. */
function addFile(world: SimulatedWorld, { token, title, ownerId, createdAtMs }: SimulatedDocument): void {
  const belongs = { parentType: 'explorer', parentNode: '', documentToken: token }
  const uploaded = { uploadedBy: ownerId, uploadedAtMs: createdAtMs }
  world.medias.addBytes(Buffer.from(`${title}\n`), { token, name: title, ...belongs, ...uploaded })
}

function write(world: SimulatedWorld, token: string, lines: readonly (readonly [type: number, words: string])[]): void {
  const document = world.documents.get(token)
  const page = document instanceof DocxDocument ? document.blocks.find(token) : undefined
  if (!(document instanceof DocxDocument) || !page) return
  const blocks = lines.map(([type, words], index): Block => {
    const id = `SimBlock${token.slice(-3)}${String(index + 1).padStart(16, '0')}`
    return { id, parentId: page.id, type, children: [], kind: 'text', text: plainText(words) }
  })
  document.blocks.insert(page.id, -1, blocks)
}
