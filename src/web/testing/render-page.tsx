import type { ReactNode } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import type { I18n } from '../i18n/load-language.ts'
import { I18nContext } from '../i18n/i18n.ts'
import { chinese } from './languages.ts'

// Long enough for a busy machine.
configure({ asyncUtilTimeout: 60_000 })

/** Renders a piece of the page with everything it needs around it. */
export function renderPage(page: ReactNode, i18n: I18n = chinese) {
  const queries = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  return render(
    <QueryClientProvider client={queries}>
      <I18nContext value={i18n}>{page}</I18nContext>
    </QueryClientProvider>,
  )
}
