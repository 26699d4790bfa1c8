import { useState } from 'react'
import { useSpeech } from '../words/speech.ts'

/** How much a view showed when it was chosen: said once, not again with every file that comes or goes. */
export function ShownCount({ count }: { readonly count: number }) {
  const { words, formats } = useSpeech()
  const [countAtFirst] = useState(count)
  return <>{words.filters.shown(formats.number(countAtFirst))}</>
}
