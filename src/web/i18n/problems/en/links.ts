import type { linkProblems } from '../../../../contract/problems/links.ts'
import type { ProblemMessages } from '../problem-messages.ts'

export const linkMessages = (product: string) =>
  ({
    'link-empty': {
      title: 'No link yet',
      what: 'The app needs to know which document the files go into.',
      remedy: `Paste the link of a ${product} document.`,
    },
    'link-not-a-link': {
      title: 'This is not a link',
      what: 'There is no web address in what you pasted.',
      remedy: `In your ${product} document, choose Share, then Copy link, and paste it here.`,
    },
    'link-not-feishu': {
      title: `This is not a ${product} link`,
      what: `The address does not belong to ${product} documents.`,
      remedy: `Paste the link of a ${product} document or wiki page.`,
    },
    'link-not-a-document': {
      title: 'Link does not name a document',
      what: `This is a ${product} address, but not that of a document.`,
      remedy: 'Open the document you want to add files to and copy its own link.',
    },
    'link-other-brand': {
      title: 'Link is for the other platform',
      what: 'Feishu and Lark documents are separate, and this link is for the other one.',
      remedy: 'Paste a link from the side this page belongs to.',
    },
    'link-base-form': {
      title: 'This is the form of a base',
      what: "A form collects answers, and files can't be added to it from here.",
      remedy: 'Open the base behind the form and copy its own link, or ask whoever made the form for it.',
    },
    'link-base-share': {
      title: 'This shows only part of a base',
      what: 'One record, view or dashboard was shared; its link does not tell which base it belongs to.',
      remedy: 'Open the base itself and copy its link. Here you can then choose a record of it.',
    },
    'link-minutes': {
      title: 'These are minutes',
      what: "Minutes hold a recording and its text, and files can't be added to them from here.",
      remedy: 'Pick a document, such as the notes of the same meeting.',
    },
    'link-whiteboard': {
      title: 'This is a whiteboard',
      what: "Files can't be added to a whiteboard from here.",
      remedy: 'Pick the document that the board is in, or another document.',
    },
    'link-wiki-home': {
      title: 'This is a whole wiki',
      what: 'Files go into one page of a wiki, and this link names none.',
      remedy: 'Open the page and copy its link, or look for it in the wikis below.',
    },
    'link-drive-home': {
      title: 'This is the start page of Drive',
      what: 'Files go into one document or folder, and this link names none.',
      remedy: 'Open the document or folder and copy its link, or look for it in your space below.',
    },
    'link-message': {
      title: 'This is a chat or message',
      what: "Files can't be added to a chat from here.",
      remedy: 'Copy the link of the document that is meant, or send the file in the chat yourself.',
    },
    'link-calendar': {
      title: 'This is a calendar or event',
      what: "Files can't be added to an event from here.",
      remedy: 'Pick a document, such as the one attached to the event.',
    },
    'link-mail': {
      title: 'This is a mail or mailbox',
      what: "Files can't be added to a mail from here.",
      remedy: 'Copy the link of the document that the mail is about, or attach the file in the mail itself.',
    },
    'link-task': {
      title: 'This is a task or task list',
      what: "Files can't be added to a task from here.",
      remedy: 'Pick a document, such as one attached to the task, or attach the file in the task itself.',
    },
    'link-approval': {
      title: 'This is an approval',
      what: "Files can't be added to an approval from here.",
      remedy: 'Attach the file in the approval itself, or copy the link of a document.',
    },
    'link-meeting': {
      title: 'This is a meeting',
      what: "Files can't be added to a meeting from here.",
      remedy: 'Pick a document, such as the notes of the meeting.',
    },
    'link-contact': {
      title: 'This is a contact or an invitation',
      what: 'It leads to a person or a team, which takes no files.',
      remedy: 'Copy the link of the document you want to add files to.',
    },
    'link-app': {
      title: 'This is an app',
      what: 'It opens an app, such as Workplace, OKR, a project or a mini program, which takes no files from here.',
      remedy: 'Pick a document. If the app shows one, open it and copy its link.',
    },
    'link-website': {
      title: 'This is a help or admin page',
      what: 'It belongs to the website, help center, admin console or developer docs, which take no files.',
      remedy: 'Open the document you want to add files to and copy its link.',
    },
    'link-synced-block': {
      title: 'This is a synced block',
      what: 'It stands in several documents at once, and its link names none of them.',
      remedy: 'Open a document that it stands in and copy the link of that document.',
    },
    'link-redirect': {
      title: 'This link leads over another site',
      what: "It was shortened, or rewritten by a mail filter, and doesn't show the document behind it.",
      remedy: 'Open it in the browser, wait for the document, and copy the address from the address bar.',
    },
    'link-cut-off': {
      title: 'This link is cut off',
      what: "Its end was shown as three dots and wasn't copied along.",
      remedy: 'Open the document and copy its whole link.',
    },
    'link-sign-in': {
      title: 'This is a sign-in page',
      what: 'You copied it before the document had opened.',
      remedy: 'Sign in there, wait for the document to open, then copy its link.',
    },
    'link-shortcut': {
      title: 'This is a shortcut',
      what: 'A shortcut only points to a document and takes no files itself.',
      remedy: 'Open it, then copy the link of the document that opens.',
    },
    'link-unknown-token': {
      title: 'No document with this token',
      what: `${product} knows no document by it, or you can't see the one it stands for.`,
      remedy: 'Open the document and copy its whole link.',
    },
    'target-not-open': {
      title: 'Not open for uploads yet',
      what: `${product} has not opened Moments and meeting backgrounds to other apps.`,
      remedy: `Add the file in ${product} itself, or pick a document.`,
    },
    'target-legacy-doc': {
      title: 'This is an old-style document',
      what: "Old-style documents are no longer developed and can't take files from here.",
      remedy: 'Open it and convert it to a new document, or pick another one.',
    },
    'target-file': {
      title: 'This is a single file',
      what: "Other files can't be added to it.",
      remedy: 'Pick a document to add files to, or the folder that the file is in.',
    },
    'target-mindnote': {
      title: 'This is a mind map',
      what: "Mind maps can't take files from here.",
      remedy: 'Pick a document, a sheet, a base or a folder.',
    },
    'target-slides': {
      title: 'This is a slide deck',
      what: "Slides can't take files from here.",
      remedy: 'Pick a document, a sheet, a base or a folder.',
    },
    'target-other-kind': {
      title: "Files can't be added here",
      what: 'What this link leads to is of a kind that takes no files from here.',
      remedy: 'Pick a document, a sheet, a base or a folder.',
    },
  }) as const satisfies Record<keyof typeof linkProblems, ProblemMessages>
