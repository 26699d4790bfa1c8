import type { AppToken, FolderToken, SheetId, SpreadsheetToken, TableId } from '../../../contract/feishu/ids.ts'
import type { BaseRows, BaseTarget, ImportTarget, SheetTarget } from '../../targets/target.ts'
import { BaseModel } from '../base-model.ts'
import { ImportModel } from '../import-model.ts'
import { SheetModel } from '../sheet-model.ts'
import { QueueWorld } from '../world.ts'

function named(title: string) {
  return { title, url: `https://x.feishu.cn/${title}` }
}

/** The only sheet of a spreadsheet, filled downwards from A1. */
export function sheetTarget(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): SheetTarget {
  return {
    is: 'sheet',
    ...named('book1'),
    spreadsheetToken: 'book1' as SpreadsheetToken,
    sheetId: 'sheet1' as SheetId,
    as,
    start: { row: 0, column: 0 },
    fill: 'down',
    rows: 200,
    columns: 20,
    ...facts,
  }
}

/** The only table of a base, with the columns `name` and `files`. */
export function baseTarget(into: BaseRows): BaseTarget {
  const table = { appToken: 'base1' as AppToken, tableId: 'table1' as TableId }
  return { is: 'base', ...named('base1'), ...table, attachmentField: 'files', into }
}

export const folderTarget: ImportTarget = {
  is: 'import',
  ...named('folder1'),
  folderToken: 'folder1' as FolderToken,
  tablesAs: 'sheet',
}

export function sheetWorld(target: SheetTarget): QueueWorld<SheetModel> {
  return new QueueWorld(target, () => new SheetModel())
}

export function baseWorld(into: BaseRows, model = new BaseModel()): QueueWorld<BaseModel> {
  return new QueueWorld(baseTarget(into), () => model)
}

/** A table whose records are known by their names, and one of which has a file already. */
export function matchedWorld(): QueueWorld<BaseModel> {
  const world = baseWorld({ is: 'matched', byField: 'name' })
  world.model.add('a', ['old.pdf'])
  for (const name of ['b', 'c.pdf', 'd', 'A']) world.model.add(name)
  return world
}

/** Answers what is read of matching records, until their cells are to be written. */
export async function answerReads(world: QueueWorld<BaseModel>): Promise<void> {
  await world.answerAll('searchRecords')
  await world.answerNext('batchGetRecords')
}

export function importWorld(): QueueWorld<ImportModel> {
  return new QueueWorld(folderTarget, (nowMs) => new ImportModel(nowMs))
}
