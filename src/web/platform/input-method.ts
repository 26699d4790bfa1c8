import type { KeyboardEvent } from 'react'

/** Key code of keys handled by an input method (UI Events, "legacy keyCode"). */
const takenKeyCode = 229

/**
 * Whether a key belongs to an input method's composition, for instance to choose or cancel candidates, and must not trigger
 * anything on the page. WebKit sends the last such key after the composition has ended.
 */
export function isForInputMethod({ nativeEvent }: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- The only sign of it in WebKit.
  return nativeEvent.isComposing || nativeEvent.keyCode === takenKeyCode
}
