import type { ReactNode } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { Speech } from '../words/load-language.ts'
import { SpeechContext } from '../words/speech.ts'
import { chinese } from './speech.ts'

/** Renders a piece of the page with everything it needs around it. */
export function renderPage(page: ReactNode, speech: Speech = chinese) {
  const queries = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  return render(
    <QueryClientProvider client={queries}>
      <SpeechContext value={speech}>{page}</SpeechContext>
    </QueryClientProvider>,
  )
}
