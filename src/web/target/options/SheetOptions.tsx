import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { querySheetsRequest, readSheets } from '../../../contract/feishu/sheet/sheets.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf } from '../document-body.ts'
import type { OptionsProps } from './choice.ts'
import { useDoors } from './options-context.ts'
import { SelectChoice } from './SelectChoice.tsx'
import { SheetPlace } from './SheetPlace.tsx'
import styles from './options.module.css'

/** Choice of a sheet, then of a cell in it. */
export function SheetOptions(props: OptionsProps<BodyOf<'sheet'>>) {
  const { document } = props
  const { wire, openId } = useDoors()
  const { messages } = useI18n()
  const { spreadsheetToken, sheetId: openedSheet } = document.body
  const [wanted, setWanted] = useState(openedSheet)
  const { data: sheets = [], error } = useQuery({
    queryKey: ['sheets', openId, spreadsheetToken],
    queryFn: ({ signal }) => askFeishu(wire, querySheetsRequest(spreadsheetToken), readSheets, signal),
    ...retryOfCalls,
  })
  const grids = sheets.filter((sheet) => sheet.isGrid && !sheet.hidden)
  const sheet = grids.find(({ sheetId }) => sheetId === wanted) ?? grids[0]

  if (error) return <p className={styles['problem']}>{messages.options.sheetsUnknown}</p>
  if (!sheet) return null
  return (
    <>
      <SelectChoice
        label={messages.options.sheet}
        value={sheet.sheetId}
        options={grids.map(({ sheetId, title: name }) => ({ value: sheetId, label: name }))}
        onChange={setWanted}
      />
      <SheetPlace {...props} sheet={sheet} />
    </>
  )
}
