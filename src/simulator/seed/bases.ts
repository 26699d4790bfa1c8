import { Base } from '../base/base.ts'
import { Table, type CellValue } from '../base/table.ts'
import { people } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** A row of tasks: its name, hours, remark. */
const tasks: readonly (readonly [name: string, hours: number, remark: string])[] = [
  ['首页截图', 2, '待补图'],
  ['合同扫描件', 1, ''],
  ['发票-03', 1, '三月'],
  ['产品演示', 8, ''],
  ['活动照片', 4, ''],
  ['海报定稿', 6, '等设计确认'],
]

/** The seeded bases: two tables, one row with an attachment that must not get lost; and a base with advanced permissions. */
export function fillBases(world: SimulatedWorld, tokens: { readonly tasks: string; readonly advanced: string }): void {
  const table = new Table({
    id: 'tblSimTasks00001',
    name: '任务',
    fields: [
      ['任务名称', 'text'],
      ['工时', 'number'],
      ['附件', 'attachment'],
      ['备注', 'text'],
    ],
  })
  const media = world.medias.addBytes(Buffer.from('需求说明：先评审，再排期。\n'), {
    token: 'boxcnSimSeedAttachment00001',
    name: '需求说明.txt',
    parentType: 'bitable_file',
    parentNode: tokens.tasks,
    documentToken: tokens.tasks,
    uploadedBy: people.zhangSan.openId,
    uploadedAtMs: world.clock.nowMs(),
  })
  const created = { by: people.zhangSan.openId, atMs: world.clock.nowMs() }
  for (const [at, [name, hours, remark]] of tasks.entries()) {
    const cells = new Map<string, CellValue>([
      ['任务名称', name],
      ['工时', hours],
    ])
    if (at === 0) cells.set('附件', [media.token])
    if (remark !== '') cells.set('备注', remark)
    table.add(cells, created, `recSimTask0000${at + 1}`)
  }
  const fields = [
    ['名称', 'text'],
    ['文件', 'attachment'],
    ['预览图', 'attachment'],
  ] as const
  replaceTables(world, tokens.tasks, [table, new Table({ id: 'tblSimAssets0001', name: '素材库', fields })])
  const staff = new Table({
    id: 'tblSimStaff00001',
    name: '档案',
    fields: [
      ['姓名', 'text'],
      ['证件', 'attachment'],
    ],
  })
  staff.add(new Map([['姓名', '张三']]), created, 'recSimStaff00001')
  replaceTables(world, tokens.advanced, [staff]).advanced = true
}

function replaceTables(world: SimulatedWorld, token: string, tables: readonly Table[]): Base {
  const base = world.documents.get(token)
  if (!(base instanceof Base)) throw new TypeError(`${token} is no base`)
  base.tables.clear()
  for (const table of tables) base.add(table)
  return base
}
