import { isTextField } from '../platform/text-field.ts'
import type { PageStorage } from '../platform/browser-storage.ts'

const storageKey = 'feishu-uploader.single-key'

/** Whether the one shortcut without a modifier is on: people must be able to turn such off (WCAG 2.1.4). */
export function isSingleKeyOn(storage: PageStorage): boolean {
  return storage.getItem(storageKey) !== 'off'
}

export function turnSingleKey(isOn: boolean, storage: PageStorage): void {
  if (isOn) storage.removeItem(storageKey)
  else storage.setItem(storageKey, 'off')
}

/** Whether a key asks for the list of shortcuts, and is not typed into something: a field, a select, a menu's first letters. */
export function asksForList(event: KeyboardEvent): boolean {
  const { key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event
  if (key !== '?' || ctrlKey || metaKey || altKey || isComposing || defaultPrevented || isTextField(target))
    return false
  return !(target instanceof Element && target.closest('select, [role=menu], dialog'))
}
