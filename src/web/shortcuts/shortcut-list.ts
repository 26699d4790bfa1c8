import type { ShortcutMessages } from '../i18n/zh-CN/shortcuts.ts'

/** As `KeyboardEvent.key` names it; `Mod` is Ctrl, on Apple's keyboards Command; `click` is the pointer's. */
export type Key =
  | 'Mod'
  | 'Alt'
  | 'Shift'
  | 'Enter'
  | 'Escape'
  | 'Home'
  | 'End'
  | 'V'
  | 'Z'
  | '?'
  | 'click'
  | keyof ShortcutMessages['keys']

interface Shortcut {
  readonly does: keyof ShortcutMessages['does']
  /** Any one of these; the keys of one are pressed together. */
  readonly keys: readonly (readonly Key[])[]
}

interface ShortcutGroup {
  readonly of: keyof ShortcutMessages['groups']
  readonly shortcuts: readonly Shortcut[]
}

/** What keys do on this page beyond what they do in every page. Each is implemented where it belongs. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    of: 'page',
    shortcuts: [
      { does: 'list', keys: [['?']] },
      { does: 'paste', keys: [['Mod', 'V']] },
      { does: 'undo', keys: [['Mod', 'Z']] },
      { does: 'close', keys: [['Escape']] },
    ],
  },
  {
    of: 'finder',
    shortcuts: [
      { does: 'choose', keys: [['Enter']] },
      { does: 'down', keys: [['ArrowDown']] },
      { does: 'among', keys: [['ArrowUp'], ['ArrowDown'], ['Home'], ['End']] },
      { does: 'aside', keys: [['ArrowRight'], ['ArrowLeft']] },
      { does: 'back', keys: [['Escape']] },
    ],
  },
  {
    of: 'order',
    shortcuts: [
      {
        does: 'move',
        keys: [
          ['Alt', 'ArrowUp'],
          ['Alt', 'ArrowDown'],
        ],
      },
      {
        does: 'ends',
        keys: [
          ['Alt', 'Home'],
          ['Alt', 'End'],
        ],
      },
      { does: 'range', keys: [['Shift', 'click']] },
      { does: 'unselect', keys: [['Escape']] },
    ],
  },
]
