import { useState } from 'react'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'

/** How much a view showed when it was chosen: said once, not again with every file that comes or goes. */
export function ShownCount({ count }: { readonly count: number }) {
  const { formats } = useI18n()
  const { filters } = useQueueMessages()
  const [countAtFirst] = useState(count)
  return <span>{filters.shown(formats.number(countAtFirst))}</span>
}
