import type { SimulatedKind } from '../world/document.ts'
import { simulatedApp } from '../world/identity.ts'
import { everyone, people } from '../world/people.ts'
import type { WikiNode, WikiSpace } from '../world/wiki-space.ts'
import { seedToken, type Seed } from './seed.ts'

const { zhangSan, liSi, wangWu } = people
const everybody = everyone.map(({ openId }) => openId)

const spaceIds = {
  team: '7000000000000000001',
  product: '7000000000000000002',
  zhangSan: '7000000000000000011',
  liSi: '7000000000000000012',
} as const

const privateSpace = { description: '', visibility: 'private', readers: [] } as const

export const wikiSpaces: readonly WikiSpace[] = [
  {
    id: spaceIds.team,
    name: '团队知识库',
    description: '制度、流程和新人资料',
    type: 'team',
    visibility: 'public',
    editors: [zhangSan.openId, liSi.openId, simulatedApp.id],
    readers: [],
  },
  {
    id: spaceIds.product,
    name: '产品知识库',
    description: '架构、接口和发布流程',
    type: 'team',
    visibility: 'private',
    editors: [zhangSan.openId, liSi.openId],
    readers: [simulatedApp.id],
  },
  { ...privateSpace, id: spaceIds.zhangSan, name: '我的文档库', type: 'my_library', editors: [zhangSan.openId] },
  { ...privateSpace, id: spaceIds.liSi, name: '我的文档库', type: 'my_library', editors: [liSi.openId] },
]

interface Page {
  readonly key: string
  readonly title: string
  readonly kind: SimulatedKind
  readonly space: keyof typeof spaceIds
  /** Key of the parent page; default: on the first level. */
  readonly under?: string
  readonly ownerId?: string
  readonly editors?: readonly string[]
  readonly readers?: readonly string[]
}

/** Default permissions of pages, by space. */
const usual: Readonly<Record<keyof typeof spaceIds, Pick<Page, 'ownerId' | 'editors' | 'readers'>>> = {
  team: { ownerId: zhangSan.openId, editors: [liSi.openId, simulatedApp.id], readers: everybody },
  product: { ownerId: liSi.openId, editors: [zhangSan.openId], readers: [simulatedApp.id] },
  zhangSan: { ownerId: zhangSan.openId },
  liSi: { ownerId: liSi.openId },
}

const pages: readonly Page[] = [
  { key: 'wiki-checklist', title: '入职清单', kind: 'docx', space: 'team', under: 'wiki' },
  { key: 'wiki-office', title: '办公指南', kind: 'docx', space: 'team', under: 'wiki' },
  { key: 'wiki-rooms', title: '会议室预订', kind: 'sheet', space: 'team', under: 'wiki-office' },
  { key: 'wiki-tasks', title: '任务模板', kind: 'bitable', space: 'team' },
  { key: 'wiki-rules', title: '旧版制度', kind: 'doc', space: 'team' },
  {
    key: 'wiki-appraisal',
    title: '王五的述职',
    kind: 'docx',
    space: 'team',
    ownerId: wangWu.openId,
    editors: [],
    readers: [],
  },
  { key: 'wiki-architecture', title: '架构总览', kind: 'docx', space: 'product' },
  { key: 'wiki-api', title: '接口说明', kind: 'docx', space: 'product', under: 'wiki-architecture' },
  { key: 'wiki-codes', title: '错误码表', kind: 'sheet', space: 'product', under: 'wiki-api' },
  { key: 'wiki-release', title: '发布流程', kind: 'docx', space: 'product' },
  { key: 'library-reading', title: '读书笔记', kind: 'docx', space: 'zhangSan' },
  { key: 'library-ideas', title: '灵感', kind: 'docx', space: 'zhangSan' },
  { key: 'library-drafts', title: '李四的草稿', kind: 'docx', space: 'liSi' },
]

const firstNumber = 400
const handbook = 'SimWikiHandbook000000000011'

const nodeTokens = new Map(pages.map(({ key }, at) => [key, `SimWiki${String(firstNumber + at).padStart(20, '0')}`]))
nodeTokens.set('wiki', handbook)

/** Documents of the pages; in no folder. */
export const wikiSeeds: readonly Seed[] = pages.map(({ key, title, kind, space, ...own }, at) => {
  const { ownerId = zhangSan.openId, editors = [], readers = [] } = { ...usual[space], ...own }
  const token = seedToken(kind, firstNumber + at)
  return {
    key: `${key}-document`,
    token,
    kind,
    title,
    ownerId,
    editors,
    readers,
    folderToken: null,
    editedDaysAgo: at + 1,
  }
})

export const wikiNodes: readonly WikiNode[] = [
  {
    key: 'wiki',
    nodeToken: handbook,
    spaceId: spaceIds.team,
    parentNodeToken: '',
    documentToken: 'SimDocxWikiPage000000000006',
    originNodeToken: null,
  },
  ...pages.map(({ key, kind, space, under = '' }, at): WikiNode => {
    const node = { key, spaceId: spaceIds[space], parentNodeToken: nodeTokens.get(under) ?? '', originNodeToken: null }
    return { ...node, nodeToken: nodeTokens.get(key) ?? '', documentToken: seedToken(kind, firstNumber + at) }
  }),
  {
    key: 'wiki-shortcut',
    nodeToken: 'SimWikiShortcut000000000012',
    spaceId: spaceIds.product,
    parentNodeToken: '',
    documentToken: 'SimDocxWikiPage000000000006',
    originNodeToken: handbook,
  },
]
