import type { ReactNode } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, configure, render } from '@testing-library/react'
import type { I18n } from '../i18n/load-language.ts'
import { I18nContext } from '../i18n/i18n.ts'
import { chinese } from './languages.ts'

// Long enough for a busy machine.
configure({ asyncUtilTimeout: 60_000 })

/** happy-dom has no popovers (21.0): enough of one for a menu to be told that it opens and closes. */
function givePopovers(): void {
  if ('hidePopover' in HTMLElement.prototype) return
  const toggle = (popover: Element | null, newState: 'open' | 'closed') =>
    void popover?.dispatchEvent(Object.assign(new Event('toggle'), { newState }))
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      act(() => toggle(this, 'open'))
    },
    hidePopover(this: HTMLElement) {
      act(() => toggle(this, 'closed'))
    },
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[popovertarget]') : null
    const id = button?.getAttribute('popovertarget')
    if (id) toggle(document.getElementById(id), 'open')
  })
}

/** Renders a piece of the page with everything it needs around it. */
export function renderPage(page: ReactNode, i18n: I18n = chinese) {
  givePopovers()
  const queries = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  return render(
    <QueryClientProvider client={queries}>
      <I18nContext value={i18n}>{page}</I18nContext>
    </QueryClientProvider>,
  )
}
