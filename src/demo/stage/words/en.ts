import type { SituationId } from '../../shared/situations.ts'
import type { SituationWords } from './zh.ts'

const situations: Readonly<Record<SituationId, SituationWords>> = {
  'broken-connection': {
    title: 'Connection breaks at 60%',
    now: 'The connection is cut when 60% of a file is sent.',
    heals: 'It is sent again by itself. A large file goes on with the part that broke; nothing else is sent twice.',
  },
  offline: {
    title: 'No network',
    now: 'The browser cannot reach the uploader.',
    heals: 'The queue waits where it is, and goes on by itself once you end the trouble.',
  },
  'other-editor': {
    title: 'A colleague edits the same document',
    now: 'Li Si inserts and moves paragraphs in the same document.',
    heals: 'Files still arrive in order, and nothing that Li Si wrote is touched.',
  },
  'rate-limit': {
    title: 'Feishu asks for fewer calls',
    now: 'Feishu refuses the next few uploads as too many.',
    heals: 'It waits as long as Feishu asks, then tries again by itself.',
  },
  'token-expired': {
    title: 'Access token expires',
    now: 'The access token expires right at the next upload.',
    heals: 'The server renews it in the background. The page shows no break.',
  },
  'signed-out': {
    title: 'Access is revoked',
    now: 'Access was revoked in Feishu’s security settings.',
    heals: 'The queue stays. Sign in again, and it goes on where it stopped.',
  },
  'no-permission': {
    title: 'No right to edit',
    now: 'The document’s owner took the right to edit away.',
    heals: 'The page says who can help. End the trouble (the right is back), then retry with one click.',
  },
  'storage-full': {
    title: 'Storage is full',
    now: 'The company’s Feishu storage is used up.',
    heals:
      'The whole queue pauses and sends nothing in vain. End the trouble (more storage), then press “Continue uploading”.',
  },
  'content-review': {
    title: 'Content review says no',
    now: 'One file does not pass Feishu’s content review.',
    heals: 'Only that file stops, with the reason. The others arrive as usual.',
  },
  'feishu-away': {
    title: 'Feishu is away for a moment',
    now: 'Feishu answers with error pages several times.',
    heals: 'It tries again by itself at growing intervals, and goes on.',
  },
}

export const en = {
  title: 'Feishu Uploader · demo',
  simulated: 'Feishu is simulated: nothing leaves this demo',
  language: '中文',
  tabs: { label: 'Show', try: 'Try', product: 'Uploader', document: 'Document' },
  productTitle: 'The uploader',
  documentTitle: 'The document, live',
  welcome: {
    title: 'Drop files here, find them in the document',
    points: [
      'This side is the product: a page that puts files into a Feishu document, in order.',
      'The other side is the document: files show up as they arrive.',
      'This Feishu is simulated, with the real one’s rules. You need no account.',
    ],
    start: 'Start',
    hint: 'On the next page choose “Agree” to sign in as a simulated person.',
    insecure: 'This address has no https: the queue does not outlive the page, and revoked access cannot be shown.',
  },
  samples: {
    title: 'Sample files',
    what: 'Photos, a chart, a PDF, figures, a sound, a film: all made by a program.',
    add: 'Add the sample files',
    large: 'Add a large file of 24 MB',
  },
  colleagues: {
    title: 'Colleagues upload too',
    what: 'Feishu limits how many files a whole company uploads each second. The server shares them fairly.',
    start: 'Let two colleagues upload',
    stop: 'Let them stop',
    chart: 'Who got how much in the last 15 seconds',
    you: ' (you)',
    share: (name: string, count: number, percent: number) => `${name}: ${count}, that is ${percent}%`,
    none: 'No uploads in the last 15 seconds.',
  },
  network: {
    title: 'Network',
    what: '“Slow” is a phone with bad reception: 150 KB a second.',
    fast: 'Fast',
    slow: 'Slow',
  },
  troubles: {
    title: 'Make trouble',
    what: 'Choose one: sample files go in by themselves. See how the product explains it and heals it.',
    search: 'Search troubles or error codes',
    codes: (count: number) => `All ${count} cases`,
    nothing: 'Nothing matches.',
    notHere: 'Found by the browser or the server itself, cannot be caused from here',
    now: 'Now',
    heals: 'How it heals',
    lasts: 'Once ended, the server tries again after five minutes at most. To go on at once, choose “Reset”.',
    met: (count: number) => `Met ${count} times`,
    more: 'Add more files',
    end: 'End the trouble',
    healing: {
      repeat: 'Tried again by itself until it works.',
      refresh: 'The server renews the token and tries again. If it cannot, the person signs in.',
      'restart-upload': 'The file is sent again from its start, by itself.',
      'recreate-block': 'A new place is made, and the file is sent into it.',
      'split-batch': 'The batch is split until only the one at fault is left.',
      'hold-queue': 'The whole queue waits. It goes on once somebody has acted (end the trouble).',
      none: 'Nothing would help by itself: the page says who can act, and how.',
    },
  },
  tour: {
    start: 'Tour',
    label: 'Tour',
    next: 'Next',
    back: 'Back',
    leave: 'Leave the tour',
    end: 'Done',
    of: (at: number, count: number) => `${at} of ${count}`,
    steps: {
      product: 'This is the product. The document is chosen already: drop files right here.',
      samples: 'No files at hand? “Add the sample files” brings ten: photos, a PDF, a sound, a film.',
      document: 'Files show up in the order of the drop: pictures as pictures, all else as file cards.',
      colleagues:
        'Let two colleagues upload at the same time. While all have files waiting, everybody gets the same share.',
      troubles:
        'Last, make trouble: a broken line, no permission, full storage. See what the page says, and how it heals.',
      end: 'That is all. Try whatever you like. “Reset” begins anew.',
    },
  },
  reset: 'Reset',
  full: 'The room is full. Please come back later.',
  situations,
} as const
