import type { KeyboardEvent } from 'react'
import { own } from '../../contract/own.ts'

/** Attribute of elements that the arrow keys stop at. */
export const choiceMark = { 'data-choice': '' } as const

/** Arrow keys move from line to line; Tab still reaches everything. */
export function moveAmongChoices(event: KeyboardEvent<HTMLElement>): void {
  const step = own({ ArrowDown: 1, ArrowUp: -1 }, event.key)
  if (step === undefined) return
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')]
  const at = choices.findIndex((choice) => choice === document.activeElement)
  const next = at < 0 ? undefined : choices[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
