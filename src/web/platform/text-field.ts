/** Whether what somebody types goes into this element. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, input:not([type=radio], [type=checkbox], [type=file])'))
  )
}
