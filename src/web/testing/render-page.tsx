import type { ReactNode } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import type { Speech } from '../i18n/load-language.ts'
import { SpeechContext } from '../i18n/speech.ts'
import { chinese } from './speech.ts'

// A net, wide enough for a machine that does other things besides.
configure({ asyncUtilTimeout: 60_000 })

/** Renders a piece of the page with everything it needs around it. */
export function renderPage(page: ReactNode, speech: Speech = chinese) {
  const queries = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  return render(
    <QueryClientProvider client={queries}>
      <SpeechContext value={speech}>{page}</SpeechContext>
    </QueryClientProvider>,
  )
}
