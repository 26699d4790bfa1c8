/**
 * Goes to another address without asking, although files may be pending: the person has decided. The page leaves the
 * history, so that "back" does not show it again.
 */
export function leavePage(address: string): void {
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
  location.replace(address)
}
