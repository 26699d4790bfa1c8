import type { ShortcutMessages } from '../zh-CN/shortcuts.ts'

export const shortcuts: ShortcutMessages = {
  title: 'Keyboard shortcuts',
  menu: (name) => `${name}’s menu`,
  menuShort: 'Menu',
  groups: {
    page: 'Everywhere',
    finder: 'Finding a document',
    order: 'While changing the order',
  },
  does: {
    list: 'Open this list',
    paste: 'Paste a screenshot, files or a document’s link',
    undo: 'Undo cancelling or removing',
    close: 'Close a menu, dialog or tooltip',
    choose: 'Use the link, or go to the documents found',
    down: 'From the field to the list',
    among: 'Move in the list',
    aside: 'To another button of the row, such as pin or open',
    back: 'Back to the field; in the field, empty it',
    move: 'Move a file up or down',
    ends: 'Move a file to the top or the end',
    range: 'Select a range',
    unselect: 'Clear the selection; stop dragging',
  },
  keys: {
    ArrowUp: 'Up arrow',
    ArrowDown: 'Down arrow',
    ArrowLeft: 'Left arrow',
    ArrowRight: 'Right arrow',
  },
  click: 'Click',
  or: 'or',
  single: 'Open this list with ?',
  singleWhat:
    'A single key does it. Turn it off if you dictate or often press keys by mistake; the list is in the menu of your picture too.',
  close: 'Close',
}
