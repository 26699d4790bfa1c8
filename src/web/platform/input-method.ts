import type { KeyboardEvent } from 'react'

/** The code of every key that an input method takes for itself (UI Events, "legacy keyCode"). */
const takenKeyCode = 229

/**
 * Whether a key goes through the characters that an input method offers for what was spelt, or takes that back: nothing of the
 * page's. WebKit tells of the last such key only when the text is no longer being put together.
 */
export function isForInputMethod({ nativeEvent }: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Nothing else tells it in WebKit.
  return nativeEvent.isComposing || nativeEvent.keyCode === takenKeyCode
}
