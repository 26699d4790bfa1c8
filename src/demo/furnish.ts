import { blockTypes } from '../contract/feishu/docx/block.ts'
import type { Block } from '../simulator/docx/block.ts'
import { plainText } from '../simulator/docx/text.ts'
import { DocxDocument } from '../simulator/docx/docx-document.ts'
import { people } from '../simulator/world/people.ts'
import type { SimulatedWorld } from '../simulator/world/world.ts'

const heading = 4
const { zhangSan, liSi, wangWu } = people

/** The document of the stage, in both languages: everybody may edit it. */
export const stageDocuments = {
  zh: {
    token: 'SimDocxStageZh0000000000901',
    title: '新品发布会素材',
    lines: [
      [blockTypes.text, '大家把照片、表格和录音都放到这里，周五之前定稿。'],
      [heading, '现场素材'],
    ],
  },
  en: {
    token: 'SimDocxStageEn0000000000902',
    title: 'Launch day: material',
    lines: [
      [blockTypes.text, 'Everybody puts photos, figures and recordings here. We decide on Friday.'],
      [heading, 'From the day'],
    ],
  },
} as const

/** Puts the stage's documents into a new world. */
export function furnish(world: SimulatedWorld): void {
  for (const [language, { token, title, lines }] of Object.entries(stageDocuments)) {
    const document = new DocxDocument({
      key: `stage-${language}`,
      token,
      title,
      ownerId: zhangSan.openId,
      editors: [liSi.openId, wangWu.openId],
      createdAtMs: world.clock.nowMs(),
    })
    document.openedAtMs.set(zhangSan.openId, world.clock.nowMs())
    const blocks = lines.map(([type, words], at): Block => {
      const id = `SimStage${language}${String(at).padStart(17, '0')}`
      return { id, parentId: token, type, children: [], kind: 'text', text: plainText(words) }
    })
    document.blocks.insert(token, -1, blocks)
    world.documents.set(token, document)
  }
}
