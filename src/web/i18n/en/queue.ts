import { plural } from '../plural.ts'
import type { QueueMessages } from '../zh-CN/queue.ts'
import { drops } from './drops.ts'
import { leaving } from './leaving.ts'
import { tabs } from './tabs.ts'

const files = plural('en', { one: 'file', other: 'files' })
const causes = plural('en', { one: 'cause', other: 'causes' })

export const queueMessages = (product: string) =>
  ({
    tabs,
    drops: drops(product),
    leaving,
    leftBehind: {
      what: (count, title) => `${count} ${files(count)} for “${title}” will not go anywhere else by themselves. `,
      lacks: {
        answer: `They wait for ${product}’s answer.`,
        right: 'It can’t take files right now.',
        place: 'Choose where in it they go first.',
      },
      goTo: (title) => `Go back to “${title}”`,
      putInto: (title) => `Put them into “${title}”`,
      putElsewhere: 'Put them somewhere else',
    },
    made: {
      stands: (title) => `“${title}” was created. You had chosen something else by then, so it isn’t the target.`,
      unanswered: (title) => `No answer came about creating “${title}”. It may be there: look where you wanted it.`,
      use: (title) => `Use “${title}” instead`,
    },
    several: (documents) => `There are ${documents} documents in what you pasted. Which one is it?`,
    records: {
      reading: 'Looking at the records of the table…',
      title: 'Which file goes into which record?',
      withoutNumbers:
        'Leave out numbers at the end of names, so that a record takes several files: SKU-001_2, SKU-001 (3)',
      rest: (count) => `${count} ${files(count)} without a record of that name`,
      rests: { 'left-out': 'Not uploaded', new: 'A new record' },
      list: 'Files and records',
      pick: (file) => `Record for ${file}`,
      pickShort: 'or name a record',
      more: (count) => `${count} more ${files(count)} go by the same rules.`,
      start: (count) => `Upload ${count} ${files(count)}`,
      none: 'Add none',
    },
    filters: {
      label: 'Files to show',
      names: {
        all: 'All',
        active: 'Active',
        waiting: 'Waiting',
        failed: 'Failed',
        done: 'Done',
        paused: 'Paused',
        'needs-file': 'File missing',
        cancelled: 'Cancelled',
      },
      empty: {
        all: 'The queue is empty.',
        active: 'Nothing is being uploaded right now.',
        waiting: 'No files are waiting.',
        failed: 'No files have failed.',
        done: 'No files are done yet.',
        paused: 'No files are paused.',
        'needs-file': 'No files are missing.',
        cancelled: 'No files were cancelled.',
      },
      search: 'Find by name',
      noMatch: (text) => `No file here has “${text}” in its name.`,
      shown: (count) => `Showing ${count} ${files(count)}`,
      showAll: 'Show all files',
      onlyCause: 'Show only these files',
      moreCauses: (count) => `${count} more ${causes(count)}`,
    },
    arrange: {
      toggle: 'Change order',
      what: 'The document follows this order. Files that have not started can move; the others already have their place.',
      sortBy: 'Sort by',
      keys: { name: 'Name', date: 'Date', size: 'Size' },
      sortByKey: (key) => `Sort by ${key.toLowerCase()}`,
      sorted: {
        name: { ascending: 'Sorted by name, A to Z', descending: 'Sorted by name, Z to A' },
        date: { ascending: 'Sorted by date, oldest first', descending: 'Sorted by date, newest first' },
        size: { ascending: 'Sorted by size, smallest first', descending: 'Sorted by size, largest first' },
      },
      top: 'Move to top',
      up: 'Move up',
      down: 'Move down',
      topFile: (file) => `Move ${file} to top`,
      upFile: (file) => `Move ${file} up`,
      downFile: (file) => `Move ${file} down`,
      moved: (file, position, total) => `${file} is now ${position} of ${total}`,
      stuck: (file) => `${file} can’t move any further that way`,
    },
    needsFile: {
      choose: 'Choose file',
      chooseFor: (file) => `Choose the file for ${file}`,
      differs: (chosen, differences) => `“${chosen}” is not the original file: ${differences}.`,
      name: 'its name differs',
      size: (before, now) => `it was ${before} and is ${now} now`,
      date: 'its date differs',
      gap: ', ',
      useInstead: 'Use this file instead',
    },
    asAttachment: {
      format: (format) => `As an attachment: ${product} may not show ${format} pictures`,
      broken: 'As an attachment: the picture is damaged or incomplete',
      'no-picture': 'As an attachment: not a picture, whatever its name says',
    },
    duplicates: {
      title: (count) => `${count} ${files(count)} are duplicates`,
      what: 'These files have been added already: same path and size, no difference in their contents. Tick those to add once more; the rest are skipped.',
      titleOne: 'This file has been added already',
      whatOne: 'Same path and size, no difference in the contents. Add it once more?',
      list: 'Duplicate files',
      isDone: 'In place',
      isOnItsWay: 'In the queue',
      isInSameDrop: 'Added more than once just now',
      skip: 'Skip',
      keep: 'Keep both',
      skipAll: 'Skip all',
      keepAll: 'Keep both for all',
      keepSome: (count) => `Keep ${count}, skip the rest`,
    },
    failedReport: {
      fileName: (day) => `Failed files ${day}.csv`,
      path: 'Path',
      sizeBytes: 'Size (bytes)',
      documentLink: 'Document link',
      reason: 'Reason',
      remedy: 'What to do',
    },
  }) satisfies QueueMessages
