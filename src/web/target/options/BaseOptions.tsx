import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getBaseRequest, listTablesRequest, readBase, readTablePage } from '../../../contract/feishu/base/base.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf } from '../document-body.ts'
import type { OptionsProps } from './choice.ts'
import { useDoors } from './options-context.ts'
import { readAll } from './read-all.ts'
import { SelectChoice } from './SelectChoice.tsx'
import { TableOptions } from './TableOptions.tsx'
import styles from './options.module.css'

/** Choice of a table in a base, then the options of its columns. */
export function BaseOptions(props: OptionsProps<BodyOf<'base'>>) {
  const { document } = props
  const { wire, openId } = useDoors()
  const { messages } = useI18n()
  const { appToken, tableId: openedTable } = document.body
  const [wanted, setWanted] = useState(openedTable)
  const { data, error } = useQuery({
    queryKey: ['tables', openId, appToken],
    queryFn: async ({ signal }) => {
      const [base, tables] = await Promise.all([
        askFeishu(wire, getBaseRequest(appToken), readBase, signal),
        readAll(wire, (page) => listTablesRequest(appToken, page), readTablePage, signal),
      ])
      return { isAdvanced: base.isAdvanced, tables }
    },
    ...retryOfCalls,
  })
  if (error) return <p className={styles['problem']}>{messages.options.tablesUnknown}</p>
  const table = data?.tables.find(({ tableId }) => tableId === wanted) ?? data?.tables[0]
  if (!data || !table) return null
  return (
    <>
      <SelectChoice
        label={messages.options.table}
        value={table.tableId}
        options={data.tables.map(({ tableId, name }) => ({ value: tableId, label: name }))}
        onChange={setWanted}
        {...(data.isAdvanced && { hint: messages.options.advanced })}
      />
      <TableOptions key={table.tableId} {...props} tableId={table.tableId} />
    </>
  )
}
