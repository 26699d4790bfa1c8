import type { KeyboardEvent } from 'react'

/** Attribute of a row's main button, at which the up and down keys stop. */
export const choiceMark = { 'data-choice': '' } as const

/** Attribute of a row's other buttons, which the right and left keys reach. */
export const asideMark = { 'data-aside': '' } as const

const stopSelector = '[data-choice], [data-aside]'

/** Makes one button of all rows reachable by Tab: `wanted`, the one that already is, or the first. */
export function settleTabStop(box: HTMLElement, wanted?: Element): void {
  const stops = [...box.querySelectorAll<HTMLElement>(stopSelector)]
  const isStop = (each: HTMLElement) => each === wanted
  const stop = stops.find(isStop) ?? stops.find(({ tabIndex }) => tabIndex === 0) ?? stops[0]
  for (const each of stops) each.tabIndex = each === stop ? 0 : -1
}

/** Where a key leads from the focused button; undefined if nowhere among the rows. */
function destinationOf(key: string, box: HTMLElement, from: HTMLElement): HTMLElement | undefined {
  const choices = [...box.querySelectorAll<HTMLElement>('[data-choice]')]
  const row = from.closest('li') ?? from
  const at = choices.findIndex((choice) => row.contains(choice))
  const inRow = [...row.querySelectorAll<HTMLElement>(stopSelector)]
  switch (key) {
    case 'ArrowDown':
      return choices[at + 1]
    case 'ArrowUp':
      return choices[at - 1]
    case 'Home':
      return choices[0]
    case 'End':
      return choices.at(-1)
    case 'ArrowRight':
      return inRow[inRow.indexOf(from) + 1]
    case 'ArrowLeft':
      return inRow[inRow.indexOf(from) - 1]
    default:
      return undefined
  }
}

/** Arrow keys, Home and End move among the rows' buttons. */
export function moveAmongChoices(event: KeyboardEvent<HTMLElement>): void {
  if (!isAmongChoices(event)) return
  const next = destinationOf(event.key, event.currentTarget, event.target)
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Whether a key that no row has taken leads back to the field: Escape anywhere, up from the first row. */
export function leavesChoices(event: KeyboardEvent<HTMLElement>): boolean {
  return !event.isDefaultPrevented() && isAmongChoices(event) && (event.key === 'Escape' || event.key === 'ArrowUp')
}

function isAmongChoices(
  event: KeyboardEvent<HTMLElement>,
): event is KeyboardEvent<HTMLElement> & { readonly target: HTMLElement } {
  return event.target instanceof HTMLElement && event.target.matches(stopSelector)
}
