import { rootFolderOf, type Shortcut, type SimulatedKind } from '../world/document.ts'
import { people } from '../world/people.ts'
import { seedToken, type Seed } from './seed.ts'

const { zhangSan, liSi, wangWu } = people

const folderTokens = {
  product: 'SimFldrProduct0000000000101',
  plans: 'SimFldrPlans000000000000102',
  reviews: 'SimFldrReviews0000000000103',
  archive: 'SimFldrArchive0000000000104',
  design: 'SimFldrDesign00000000000105',
  posters: 'SimFldrPosters0000000000106',
  meetings: 'SimFldrMeetings000000000107',
  marketing: 'SimFldrMarketing00000000108',
  finance: 'SimFldrFinance0000000000109',
  private: 'SimFldrPrivate0000000000110',
} as const

type FolderKey = keyof typeof folderTokens

/** Owners of folders; default: Zhang San alone. */
const byLiSi = { ownerId: liSi.openId, editors: [zhangSan.openId] } as const
const readByZhangSan = { ownerId: liSi.openId, readers: [zhangSan.openId] } as const
const own = { ownerId: zhangSan.openId } as const

function folder(key: FolderKey, title: string, parent: FolderKey | null, whose: Pick<Seed, 'ownerId'> = own): Seed {
  const folderToken = parent === null ? rootFolderOf(whose.ownerId) : folderTokens[parent]
  return { key: `folder-${key}`, token: folderTokens[key], kind: 'folder', title, ...whose, folderToken }
}

const folders: readonly Seed[] = [
  folder('product', '产品', null),
  folder('plans', '2026 规划', 'product'),
  folder('reviews', '需求评审', 'product'),
  folder('archive', '归档', 'reviews'),
  folder('design', '设计', null),
  folder('posters', '海报', 'design'),
  folder('meetings', '会议纪要', null),
  folder('marketing', '市场部共享', null, byLiSi),
  folder('finance', '财务（只读）', null, readByZhangSan),
  folder('private', '王五的文件夹', null, { ownerId: wangWu.openId }),
]

type Lying = readonly [title: string, kind: SimulatedKind, editedDaysAgo: number, openedHoursAgo?: number]

/** Contents of each folder. */
const contents: Readonly<Record<FolderKey, readonly Lying[]>> = {
  product: [
    ['产品路线图', 'docx', 1, 4],
    ['竞品分析', 'docx', 6],
    ['定价模型', 'sheet', 9, 30],
    ['用户反馈汇总', 'bitable', 2, 7],
  ],
  plans: [
    ['2026 目标', 'docx', 3, 26],
    ['2026 预算草案', 'sheet', 5],
    ['招聘计划', 'docx', 12],
  ],
  reviews: [
    ['评审记录 03', 'docx', 4],
    ['评审记录 04', 'docx', 3],
    ['评审记录 05', 'docx', 2, 9],
  ],
  archive: [
    ['评审记录 2024', 'docx', 600],
    ['评审记录 2025', 'docx', 240],
  ],
  design: [
    ['图标规范', 'docx', 20],
    ['设计资产清单', 'bitable', 15],
    ['首页改版脑图', 'mindnote', 40],
    ['品牌介绍', 'slides', 33],
  ],
  posters: [
    ['春季海报', 'docx', 8],
    ['海报尺寸对照', 'sheet', 50],
    ['海报源文件.psd', 'file', 8],
  ],
  meetings: [
    ['周会纪要 01', 'docx', 70],
    ['周会纪要 02', 'docx', 63],
    ['周会纪要 03', 'docx', 56],
    ['周会纪要 04', 'docx', 49],
    ['周会纪要 05', 'docx', 42],
    ['周会纪要 06', 'docx', 35],
    ['周会纪要 07', 'docx', 28],
    ['周会纪要 08', 'docx', 21, 72],
  ],
  marketing: [
    ['市场活动排期', 'sheet', 1],
    ['活动照片墙', 'docx', 2],
    ['投放素材库', 'bitable', 4],
  ],
  finance: [['季度报表', 'sheet', 11]],
  private: [['王五的草稿', 'docx', 1]],
}

const firstNumber = 200

/** Folders and their documents, which are shared with the same people. */
export const driveSeeds: readonly Seed[] = [
  ...folders,
  ...folders.flatMap((parent, folderAt) => {
    const key = parent.key.replace('folder-', '') as FolderKey
    return contents[key].map(([title, kind, editedDaysAgo, openedHoursAgo], at): Seed => {
      const number = firstNumber + folderAt * 10 + at
      const { ownerId, editors = [], readers = [], token: folderToken } = parent
      const opened = openedHoursAgo === undefined ? {} : { openedHoursAgo }
      const input = { title, ownerId, editors, readers, folderToken, editedDaysAgo, ...opened }
      return { key: `${key}-${at + 1}`, token: seedToken(kind, number), kind, ...input }
    })
  }),
]

/** Shortcuts in folders of Zhang San: to a sheet of Li Si's, and to a document of his own. */
export const shortcuts: readonly Omit<Shortcut, 'createdAtMs'>[] = [
  {
    token: 'nodcnSimShortcut00000000001',
    targetToken: seedToken('sheet', firstNumber + 70),
    folderToken: folderTokens.product,
    ownerId: zhangSan.openId,
  },
  {
    token: 'nodcnSimShortcut00000000002',
    targetToken: 'SimDocxProductReview0000001',
    folderToken: folderTokens.meetings,
    ownerId: zhangSan.openId,
  },
]
