import { plural } from '../plural.ts'
import type { TabMessages } from '../zh-CN/tabs.ts'

const files = plural('en', { one: 'file', other: 'files' })
const records = plural('en', { one: 'record', other: 'records' })

export const tabs: TabMessages = {
  opening: {
    heading: 'Opening the queue from last time',
    why: {
      database:
        'The browser hasn’t opened the queue it keeps yet. Unfinished files continue by themselves once it has.',
      'older-page':
        'Another tab shows an older version of this page and has the queue. It continues here once that tab is done or closed.',
      lock: 'Another page still has the queue, perhaps one that was just closed. It continues here as soon as that page lets go.',
    },
    meanwhile: 'You can choose a document and drop files now. They are kept, and join the queue once it is open.',
    beginNow: 'Don’t wait, upload new files first',
  },
  elsewhere: {
    running: (done, count) => `Uploading in another tab: ${done} of ${count} done`,
    stopped: (done, count) => `A queue in another tab has stopped: ${done} of ${count} done`,
    silent: 'The queue from last time is in another tab, which doesn’t answer',
    failed: (count) => `${count} ${files(count)} failed.`,
    freed: 'When that tab is closed, what is unfinished continues here by itself.',
    notMovable: 'That tab could not save its queue in the browser, so it can only finish there. Keep it open.',
    bringHere: 'Continue here instead',
    bringing: 'Coming here…',
  },
  notKept: {
    insecure:
      'This address isn’t https, so the browser can’t remember the queue. Keep this page open until it is done.',
    refused: 'This browser can’t remember the queue. Keep this page open, without reloading, until it is done.',
    full: 'The browser has no storage left and can’t remember the queue. Keep this page open until it is done. Once there is room, the queue is saved by itself.',
    'newer-version':
      'A newer version of this page keeps a queue in this browser. This older one can’t read it and leaves it alone. Let what uploads here finish, then reload.',
    'not-yet':
      'The browser hasn’t opened its storage yet and can’t remember the queue. Don’t reload or close this page now.',
  },
  lost: (count) =>
    `${count} damaged ${records(count)} in the browser: these files can’t continue. Look for them in the document, and add them again if they are missing:`,
  lostUnnamed: '(name unreadable)',
}
