import { Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** The seeded spreadsheet: a tab with figures, a small empty one, one that shows a base, one that is hidden. */
export function fillSheets(world: SimulatedWorld, token: string): void {
  const spreadsheet = world.documents.get(token)
  if (!(spreadsheet instanceof Spreadsheet)) return
  const budget = new Sheet({ id: 'Q7PlXT', title: '预算' })
  budget.write([
    ['部门', '第一季度', '第二季度', '凭证'],
    ['产品', '120000', '135000'],
    ['设计', '80000', '76000'],
    ['市场', '150000', '190000'],
  ])
  spreadsheet.sheets.splice(
    0,
    spreadsheet.sheets.length,
    budget,
    new Sheet({ id: 'a1B2c3', title: '照片', rows: 20, columns: 5 }),
    new Sheet({ id: 'd4E5f6', title: '任务视图', isGrid: false }),
    new Sheet({ id: 'g7H8i9', title: '草稿', hidden: true }),
  )
}
