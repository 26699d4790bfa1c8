import { useId, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { cellName, readCellName, type Cell } from '../../../contract/cell.ts'
import { querySheetsRequest, readSheets, type Sheet } from '../../../contract/sheets.ts'
import { askFeishu } from '../../wire/ask-feishu.ts'
import { retryOfCalls } from '../../wire/call-failed.ts'
import { useSpeech } from '../../words/speech.ts'
import { useChoice, useTelling, type BodyOf, type OptionsProps } from './choice.ts'
import { NextCells } from './NextCells.tsx'
import { RadioChoice } from './RadioChoice.tsx'
import { SelectChoice } from './SelectChoice.tsx'
import styles from './options.module.css'

const ways = ['cells', 'floats'] as const
const directions = ['down', 'across'] as const

/** Which sheet, from which cell on, into the cells or over them. */
export function SheetOptions(props: OptionsProps<BodyOf<'sheet'>>) {
  const { document, wire, uploads, openId, wishes, onTarget } = props
  const { words } = useSpeech()
  const wrongId = useId()
  const { spreadsheetToken, sheetId: openedSheet } = document.body
  const [as, setAs] = useChoice(ways, wishes.get('as'), 'cells')
  const [fill, setFill] = useChoice(directions, wishes.get('fill'), 'down')
  const [cellText, setCellText] = useState(wishes.get('cell') ?? 'A1')
  const [wanted, setWanted] = useState(openedSheet)
  const { data: sheets = [], error } = useQuery({
    queryKey: ['sheets', openId, spreadsheetToken],
    queryFn: ({ signal }) => askFeishu(wire, querySheetsRequest(spreadsheetToken), readSheets, signal),
    ...retryOfCalls,
  })
  const grids = sheets.filter((sheet) => sheet.isGrid && !sheet.hidden)
  const sheet = grids.find(({ sheetId }) => sheetId === wanted) ?? grids[0]
  const start = readCellName(cellText)
  const isInside = sheet !== undefined && start !== undefined && isWithin(start, sheet)
  const { title, url } = document
  const target =
    isInside &&
    ({ is: 'sheet', spreadsheetToken, sheetId: sheet.sheetId, as, start, fill, title, url, ...gridOf(sheet) } as const)
  useTelling(target || null, onTarget)

  if (error) return <p className={styles['problem']}>{words.options.sheetsUnknown}</p>
  if (!sheet) return null
  return (
    <>
      <SelectChoice
        label={words.options.sheet}
        value={sheet.sheetId}
        options={grids.map(({ sheetId, title: name }) => ({ value: sheetId, label: name }))}
        onChange={setWanted}
      />
      <RadioChoice
        legend={words.options.picturesGo}
        values={ways}
        value={as}
        labels={words.options.sheetWays}
        onChange={setAs}
      />
      <CellField text={cellText} wrong={isInside ? undefined : wrongId} onText={setCellText} />
      <RadioChoice
        legend={words.options.direction}
        values={directions}
        value={fill}
        labels={words.options.directions}
        onChange={setFill}
      />
      <p className={styles['hint']}>{words.options.picturesOnly}</p>
      <div className={styles['ahead']}>
        {target ? (
          <NextCells
            run={target}
            uploads={uploads}
            wire={wire}
            openId={openId}
            onStart={(cell) => setCellText(cellName(cell))}
          />
        ) : (
          <p id={wrongId} className={styles['problem']}>
            {words.options.cellWrong(cellName({ row: sheet.rows - 1, column: sheet.columns - 1 }))}
          </p>
        )}
      </div>
    </>
  )
}

interface CellFieldProps {
  readonly text: string
  /** Id of the element that says what is wrong with it, if anything is. */
  readonly wrong: string | undefined
  readonly onText: (text: string) => void
}

function CellField({ text, wrong, onText }: CellFieldProps) {
  const { words } = useSpeech()
  const id = useId()
  return (
    <div className={styles['choice']}>
      <label htmlFor={id}>{words.options.startCell}</label>
      <input
        id={id}
        className={styles['cell']}
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  )
}

function isWithin({ row, column }: Cell, { rows, columns }: Pick<Sheet, 'rows' | 'columns'>): boolean {
  return row < rows && column < columns
}

function gridOf({ rows, columns }: Sheet) {
  return { rows, columns }
}
