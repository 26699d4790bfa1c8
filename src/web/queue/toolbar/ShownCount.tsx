import { useState } from 'react'
import { useQueueWords, useSpeech } from '../../i18n/speech.ts'

/** How much a view showed when it was chosen: said once, not again with every file that comes or goes. */
export function ShownCount({ count }: { readonly count: number }) {
  const { formats } = useSpeech()
  const { filters } = useQueueWords()
  const [countAtFirst] = useState(count)
  return <span>{filters.shown(formats.number(countAtFirst))}</span>
}
