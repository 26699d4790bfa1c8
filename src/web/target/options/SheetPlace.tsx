import { useId, useState } from 'react'
import { cellName, readCellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import type { Sheet } from '../../../contract/feishu/sheet/sheets.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf } from '../document-body.ts'
import { useChoice, useReported, type OptionsProps } from './choice.ts'
import { NextCells } from './NextCells.tsx'
import { useDoors } from './options-context.ts'
import { RadioChoice } from './RadioChoice.tsx'
import { useOccupiedCells } from './occupied-cells.ts'
import { useUploads } from './use-uploads.ts'
import { useUsualStart } from './usual-start.ts'
import styles from './options.module.css'

const ways = ['cells', 'floats'] as const
const directions = ['down', 'across'] as const
const firstCell: Cell = { row: 0, column: 0 }

interface SheetPlaceProps extends OptionsProps<BodyOf<'sheet'>> {
  readonly sheet: Sheet
}

/** First cell, direction, and whether pictures go into cells or float over them. */
export function SheetPlace({ document, sheet, linkOptions, onTarget }: SheetPlaceProps) {
  const { messages } = useI18n()
  const wrongId = useId()
  const [as, setAs] = useChoice(ways, linkOptions.get('as'), 'cells')
  const [fill, setFill] = useChoice(directions, linkOptions.get('fill'), 'down')
  // Null until the person names a cell.
  const [cellText, setCellText] = useState(linkOptions.get('cell'))
  const { title, url, body } = document
  const { sheetId, rows, columns } = sheet
  const { spreadsheetToken } = body
  const fromFirst = {
    is: 'sheet',
    spreadsheetToken,
    sheetId,
    as,
    start: firstCell,
    fill,
    title,
    url,
    rows,
    columns,
  } as const
  const usual = useUsualStart(fromFirst, cellText === null)
  const start = cellText === null ? usual.start : readCellName(cellText)
  const series = start && isWithin(start, sheet) ? { ...fromFirst, start } : null
  const replaces = useReplaced(series ?? fromFirst, cellText !== null && series !== null)
  const target = withReplaced(series, replaces)
  const isWrong = start !== null && target === null
  useReported(target, onTarget)
  return (
    <>
      <RadioChoice
        legend={messages.options.picturesGo}
        values={ways}
        value={as}
        labels={messages.options.sheetWays}
        onChange={setAs}
      />
      <CellField
        text={cellText ?? (start ? cellName(start) : '')}
        wrong={isWrong ? wrongId : undefined}
        onText={setCellText}
      />
      <RadioChoice
        legend={messages.options.direction}
        values={directions}
        value={fill}
        labels={messages.options.directions}
        onChange={setFill}
      />
      <p className={styles['hint']}>{messages.options.picturesOnly}</p>
      <div className={styles['ahead']}>
        <StartHint isLooking={start === null} isBehind={cellText === null && usual.isBehind} />
        {target && <NextCells series={target} onStart={(cell) => setCellText(cellName(cell))} />}
        {isWrong && (
          <p id={wrongId} className={styles['problem']}>
            {messages.options.cellWrong(cellName({ row: rows - 1, column: columns - 1 }))}
          </p>
        )}
      </div>
    </>
  )
}

/** Filled cells shown for the chosen start: dropping files after seeing them counts as consent. */
function useReplaced(series: SheetTarget, isNamed: boolean): readonly string[] {
  const { uploads } = useDoors()
  const ahead = useUploads(uploads, () => uploads.cellsAhead(series))
  return useOccupiedCells({ series, ahead }, isNamed).occupied
}

function withReplaced(series: SheetTarget | null, replaces: readonly string[]): SheetTarget | null {
  return series && { ...series, ...(replaces.length > 0 && { replaces }) }
}

/** Why the first cell is unknown, or not A1. */
function StartHint({ isLooking, isBehind }: { readonly isLooking: boolean; readonly isBehind: boolean }) {
  const { messages } = useI18n()
  if (!isLooking && !isBehind) return null
  return (
    <p className={styles['hint']}>{isLooking ? messages.options.lookingForCells : messages.options.startsBehind}</p>
  )
}

interface CellFieldProps {
  readonly text: string
  /** Id of the element that describes its error; undefined if it has none. */
  readonly wrong: string | undefined
  readonly onText: (text: string) => void
}

function CellField({ text, wrong, onText }: CellFieldProps) {
  const { messages } = useI18n()
  const id = useId()
  // While the field has the focus its text does not change, although the default cell may become known only then.
  const [textInFocus, setTextInFocus] = useState<string | null>(null)
  return (
    <div className={styles['choice']}>
      <label htmlFor={id}>{messages.options.startCell}</label>
      <input
        id={id}
        className={styles['cell']}
        value={textInFocus ?? text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong}
        onFocus={() => setTextInFocus(text)}
        onBlur={() => setTextInFocus(null)}
        onChange={(event) => {
          setTextInFocus(event.target.value)
          onText(event.target.value)
        }}
      />
    </div>
  )
}

function isWithin({ row, column }: Cell, { rows, columns }: Pick<Sheet, 'rows' | 'columns'>): boolean {
  return row < rows && column < columns
}
