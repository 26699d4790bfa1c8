/**
 * Every type of block with the field that holds its content. Official, docx/data-structure/block, BlockType, updated 2025-07-18.
 * `blockTypes` (block.ts) has the few that the product itself writes.
 */
export const blockKeys: ReadonlyMap<number, string> = new Map([
  [1, 'page'],
  [2, 'text'],
  [3, 'heading1'],
  [4, 'heading2'],
  [5, 'heading3'],
  [6, 'heading4'],
  [7, 'heading5'],
  [8, 'heading6'],
  [9, 'heading7'],
  [10, 'heading8'],
  [11, 'heading9'],
  [12, 'bullet'],
  [13, 'ordered'],
  [14, 'code'],
  [15, 'quote'],
  [17, 'todo'],
  [18, 'bitable'],
  [19, 'callout'],
  [20, 'chat_card'],
  [21, 'diagram'],
  [22, 'divider'],
  [23, 'file'],
  [24, 'grid'],
  [25, 'grid_column'],
  [26, 'iframe'],
  [27, 'image'],
  [28, 'isv'],
  [29, 'mindnote'],
  [30, 'sheet'],
  [31, 'table'],
  [32, 'table_cell'],
  [33, 'view'],
  [34, 'quote_container'],
  [35, 'task'],
  [36, 'okr'],
  [37, 'okr_objective'],
  [38, 'okr_key_result'],
  [39, 'okr_progress'],
  [40, 'add_ons'],
  [41, 'jira_issue'],
  [42, 'wiki_catalog'],
  [43, 'board'],
  [44, 'agenda'],
  [45, 'agenda_item'],
  [46, 'agenda_item_title'],
  [47, 'agenda_item_content'],
  [48, 'link_preview'],
  [49, 'source_synced'],
  [50, 'reference_synced'],
  [51, 'sub_page_list'],
  [52, 'ai_template'],
  [999, 'undefined'],
])

const typesByKey: ReadonlyMap<string, number> = new Map([...blockKeys].map(([type, key]) => [key, type]))

/** @throws {RangeError} For a key that no type of block has. */
export function blockTypeOf(key: string): number {
  const type = typesByKey.get(key)
  if (type === undefined) throw new RangeError(`no block has ${key}`)
  return type
}

const typesOf = (...keys: readonly string[]): ReadonlySet<number> => new Set(keys.map(blockTypeOf))

const headings = Array.from({ length: 9 }, (_, at) => `heading${at + 1}`)

/** Blocks whose content is text. Official, docx/data-structure/block, Text. */
export const textTypes = typesOf('page', 'text', ...headings, 'bullet', 'ordered', 'code', 'quote', 'todo')

/** Blocks that children can be created in (1770028 otherwise). Official, docx-overview, updated 2025-07-18. */
export const parentTypes = typesOf(
  ...['page', 'text', ...headings, 'bullet', 'ordered', 'task', 'todo'],
  ...['table_cell', 'grid_column', 'callout', 'quote_container'],
)

/**
 * Blocks that can be created as children (1770029 otherwise). Cells and columns come with their table or grid. Official,
 * docx-overview, updated 2025-07-18.
 */
export const creatableTypes = typesOf(
  ...['text', ...headings, 'bullet', 'ordered', 'code', 'quote', 'todo', 'bitable', 'callout', 'chat_card', 'divider'],
  ...['file', 'grid', 'iframe', 'image', 'isv', 'sheet', 'table', 'quote_container', 'okr', 'add_ons', 'wiki_catalog'],
  ...['board', 'link_preview', 'sub_page_list'],
)

/** Blocks that must not be left without a child. Official, docx/document-block/batch_delete and descendant, 2025-07-18. */
export const neverEmptyTypes = typesOf('table_cell', 'grid_column', 'callout')

const inCallouts = typesOf('text', ...headings, 'ordered', 'bullet', 'task', 'todo', 'quote', 'quote_container')
const notInCells = typesOf('table', 'sheet', 'bitable', 'okr')
const notInColumns = typesOf('grid', 'bitable', 'okr')

/** Whether a parent takes a child of this type (1770030 if not). Official, docx-overview, updated 2025-07-18. */
export function mayHold(parentType: number, childType: number): boolean {
  switch (blockKeys.get(parentType)) {
    case 'callout':
      return inCallouts.has(childType)
    case 'table_cell':
      return !notInCells.has(childType)
    case 'grid_column':
      return !notInColumns.has(childType)
    default:
      return true
  }
}

/**
 * How many blocks of a type one call may create; more is 1770035. Official, docx error tables, 2025-07; boards by a program's
 * measurement of 2026-09-23 (docs/feishu.md, U50).
 */
export const resourcesPerCall: ReadonlyMap<number, number> = new Map([
  [blockTypeOf('image'), 20],
  [blockTypeOf('file'), 200],
  [blockTypeOf('sheet'), 5],
  [blockTypeOf('bitable'), 5],
  [blockTypeOf('board'), 5],
  [blockTypeOf('isv'), 20],
  [blockTypeOf('chat_card'), 200],
])
