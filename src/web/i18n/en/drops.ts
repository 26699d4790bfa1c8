import { plural } from '../plural.ts'
import type { DropMessages } from '../zh-CN/drops.ts'

const files = plural('en', { one: 'file', other: 'files' })
const items = plural('en', { one: 'item', other: 'items' })

export const drops = (product: string): DropMessages => ({
  dismiss: 'Got it',
  empty: 'There is nothing to upload in there.',
  unreadable: (count) => `${count} could not be read. The other files are not affected:`,
  lost: (count) =>
    `The browser did not hand over the contents of ${count} ${items(count)}. Save them to the computer first, then drop them here.`,
  order: {
    name: 'These files are in order of their names.',
    window: 'These files are in the order of their file window.',
    given: 'These files are in the order they came in.',
  },
  changeOrder: {
    name: 'Order by name',
    window: 'Use the order of the file window',
    given: 'Use the order they came in',
  },
  leftOut: (count) => `${count} system or temporary ${files(count)} left out`,
  addLeftOut: 'Add all the same',
  packages: (name, more) =>
    more === null
      ? `“${name}” is a package. In pieces, nothing opens it any more.`
      : `“${name}” and others, ${more} in all, are packages. In pieces, nothing opens them any more.`,
  packagesHint: 'If a .zip is large and the page is reloaded, the package has to be dropped once more.',
  zip: 'Add as .zip',
  zipping: 'Packing…',
  notZipped: (name) =>
    `“${name}” can’t become a .zip here: more than 4 GB or 65,535 files, or one that can’t be read. Compress it on the computer, then drop it here.`,
  pieces: 'Add the files in it',
  leave: 'Leave out',
  text: `Text can’t be added. To choose a document, paste its ${product} link; to add files, drop or paste them.`,
  picture:
    'The browser handed over only the picture’s address. Copy the picture on that page and paste it here, or save it first and drop the file.',
  shared: {
    title: (count) => `${count} ${files(count)} shared from another app`,
    hint: 'Add them? If you did not share them, leave them out.',
    add: 'Add',
    leave: 'Leave out',
    lostTitle: 'The shared files did not arrive',
    lostHint: 'Choose the files on this page instead.',
  },
})
