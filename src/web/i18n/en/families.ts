import { plural } from '../plural.ts'
import type { FamilyMessages, QueueFamilyMessages } from '../zh-CN/families.ts'

const files = plural('en', { one: 'file', other: 'files' })

export const families: FamilyMessages = {
  docx: {
    heading: 'Document',
    untitled: 'Untitled document',
    open: 'Open the document',
    change: 'Change',
    sent: 'Waiting to be placed',
    binding: 'Placing',
    done: 'In the document',
    leftover: 'Something of this file may remain in the document. Open it and have a look.',
  },
  sheet: {
    heading: 'Spreadsheet',
    untitled: 'Untitled spreadsheet',
    open: 'Open the spreadsheet',
    change: 'Change',
    sent: 'Waiting to be placed',
    binding: 'Placing',
    done: 'In the spreadsheet',
    leftover: 'This picture may stand in the spreadsheet. Open it and have a look; delete it there if it should not.',
  },
  base: {
    heading: 'Base',
    untitled: 'Untitled base',
    open: 'Open the base',
    change: 'Change',
    sent: 'Waiting to be placed',
    binding: 'Placing',
    done: 'In the base',
    leftover: 'A record of this file may stand in the base. Open it and have a look; delete it there if it should not.',
  },
  import: {
    heading: 'Import into folder',
    untitled: 'My space',
    open: 'Open the folder',
    change: 'Change',
    sent: 'Waiting to be imported',
    binding: 'Importing',
    done: 'Imported',
    leftover:
      'A document made of this file may lie in the folder. Open it and have a look; delete it there if it should not.',
  },
}

export const queueFamilyMessages = (product: string): QueueFamilyMessages => ({
  docx: {
    allDone: (count) => `${count} ${files(count)} in the document`,
    someDone: (done) => `${done} in the document`,
    doneWithFailures: (done, failed) => `${done} in the document, ${failed} failed`,
    finished: (done, total) => `Uploads ended, ${done} / ${total} in the document`,
    allConfirmed: `${product} has everything, inserting into the document`,
  },
  sheet: {
    allDone: (count) => `${count} ${files(count)} in the spreadsheet`,
    someDone: (done) => `${done} in the spreadsheet`,
    doneWithFailures: (done, failed) => `${done} in the spreadsheet, ${failed} failed`,
    finished: (done, total) => `Uploads ended, ${done} / ${total} in the spreadsheet`,
    allConfirmed: `${product} has everything, inserting into the spreadsheet`,
  },
  base: {
    allDone: (count) => `${count} ${files(count)} in the base`,
    someDone: (done) => `${done} in the base`,
    doneWithFailures: (done, failed) => `${done} in the base, ${failed} failed`,
    finished: (done, total) => `Uploads ended, ${done} / ${total} in the base`,
    allConfirmed: `${product} has everything, inserting into the base`,
  },
  import: {
    allDone: (count) => `${count} ${files(count)} imported`,
    someDone: (done) => `${done} imported`,
    doneWithFailures: (done, failed) => `${done} imported, ${failed} failed`,
    finished: (done, total) => `Imports ended, ${done} / ${total} imported`,
    allConfirmed: `${product} has everything, importing`,
  },
  several: {
    allDone: (count) => `${count} ${files(count)} in place`,
    someDone: (done) => `${done} in place`,
    doneWithFailures: (done, failed) => `${done} in place, ${failed} failed`,
    finished: (done, total) => `Uploads ended, ${done} / ${total} in place`,
    allConfirmed: `${product} has everything, putting it in place`,
  },
})
