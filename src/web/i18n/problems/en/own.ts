import type { ownProblems } from '../../../../contract/problems/own.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export const ownMessages = (product: string, meanings: Meanings) =>
  ({
    offline: {
      title: 'You are offline',
      what: 'This device has no network connection, so uploads are paused.',
      remedy: 'They go on by themselves once you are back online.',
    },
    'connection-lost': {
      title: 'Connection lost',
      what: 'The request went out, but no answer came back.',
      remedy: 'Check your network and retry.',
    },
    'nothing-answers': {
      title: 'Nothing answers',
      what: 'This device has a network, but the upload service can’t be reached through it.',
      remedy: 'Check whether other websites open, and try another network.',
    },
    'call-blocked': {
      title: 'Something blocks the uploads',
      what: 'The upload service answers, but one kind of request never gets through. Something may filter it.',
      remedy: 'Switch off ad blockers and similar extensions for this page, or ask whoever looks after your network.',
    },
    'not-feishus-answer': {
      title: `The answer is not from ${product}`,
      what: `A firewall, a proxy or a network’s sign-in page answered in place of ${product}.`,
      remedy:
        'If your network asks you to sign in, do so in a new tab. Otherwise copy the details for whoever looks after your network.',
    },
    'uploader-away': {
      title: 'The upload service is not running',
      what: 'A proxy in front of it answers that it cannot be reached. Your network is fine.',
      remedy: 'If it lasts, copy the details for whoever runs this uploader.',
    },
    'too-large-on-the-way': {
      title: 'Too large for a proxy on the way',
      what: `A proxy in front of the upload service refuses requests of this size (HTTP 413). It is not a limit of ${product}.`,
      remedy: 'Copy the details for whoever runs this uploader: the proxy’s limit has to be raised.',
    },
    'feishu-unreachable': {
      title: `${product} can't be reached`,
      what: `The upload service can't reach ${product} at the moment; your network is fine.`,
      remedy: 'Try again in a few minutes; if you were signing in, sign in again.',
    },
    'proxy-in-the-way': {
      title: 'A proxy is in the way',
      what: `The upload service reaches ${product} through a proxy, which opens no connection. Your network is fine.`,
      remedy:
        'Try again in a few minutes. If it lasts, copy the details, which say what the proxy did, for whoever runs this uploader.',
    },
    'certificate-not-trusted': {
      title: 'A certificate is not trusted',
      what: `The upload service was shown an unknown certificate in ${product}’s place, and sent nothing.`,
      remedy: 'Copy the details for whoever runs this uploader: the company’s own certificate may be missing there.',
    },
    'gateway-refused': {
      title: 'Upload service refused the request',
      what: `The upload service stopped the request before it reached ${product}.`,
      remedy: 'Reload the page and try again. If it keeps failing, copy the details for the app developer.',
    },
    'gateway-busy': {
      title: 'Upload service is busy',
      what: 'Many people are uploading at once, or the upload service is having trouble.',
      remedy:
        'Try again in a few minutes, or sign in again. If it keeps failing, copy the details for whoever runs this uploader.',
    },
    'store-unreachable': {
      title: 'The uploader’s own storage is out of reach',
      what: `The uploader can’t reach its store of sign-ins and quota. It is neither ${product} nor your connection.`,
      remedy:
        'No file is lost. Try again in a few minutes, or sign in again. If it keeps failing, copy the details for whoever runs this.',
    },
    'app-ticket-awaited': meanings.appTicket,
    'app-not-in-company': {
      title: 'Your company does not have this app now',
      what: 'It was removed or stopped there, or never installed. Everybody of the company was signed out.',
      remedy: 'Ask your administrator to enable the app again, then sign in. The files wait here.',
    },
    'day-used-up': {
      title: 'Your company’s daily uploads are used up',
      what: `${product} allows so many uploads a day, which your whole company shares, and today they have all been made.`,
      remedy: 'Try again tomorrow.',
    },
    'unreadable-answer': {
      title: 'Answer could not be read',
      what: `The upload service received something that is not an answer of ${product}.`,
      remedy: 'Try again in a few minutes. If it keeps failing, copy the details.',
    },
    'unknown-code': {
      title: `Unknown error from ${product}`,
      what: `${product} refused the request for a reason that is not on the known list.`,
      remedy: `Try once more. If it fails again, copy the details for ${product} support.`,
    },
    'file-changed': {
      title: 'File has changed',
      what: 'The file was modified after you added it here.',
      remedy: 'Choose the file again to upload its latest version.',
    },
    'file-unreadable': {
      title: "File can't be read",
      what: 'The file may have been deleted or moved, or another program is using it.',
      remedy: 'Make sure the file is still in place, then retry or choose it again.',
    },
    'file-empty': {
      title: 'File is empty',
      what: `The file has 0 bytes, and ${product} does not accept empty files.`,
      remedy: 'Check the file and choose it again.',
    },
    'file-too-large': {
      title: 'File is too large',
      what: 'The file is larger than what can be uploaded here.',
      remedy: 'A document takes larger files. Or compress or split it, then upload again.',
    },
    'file-name-too-long': {
      title: 'File name is too long',
      what: `The name exceeds the 250 characters ${product} allows.`,
      remedy: 'Give the file a shorter name.',
    },
    'file-name-empty': {
      title: 'File has no name',
      what: `${product} needs a name for every file.`,
      remedy: 'Give the file a name.',
    },
    'not-signed-in': meanings.notSignedIn,
    'sign-in-expired-attempt': {
      title: 'Sign-in took too long',
      what: 'The sign-in page was open too long, or you came back through an old link.',
      remedy: 'Sign in again from this page.',
    },
    'sign-in-incomplete': {
      title: 'Sign-in was not completed',
      what: `You came back from ${product} without a sign-in result.`,
      remedy: `Sign in again and confirm on ${product}'s consent page.`,
    },
    'client-sign-in-failed': {
      title: `The ${product} app did not sign you in`,
      what: 'You may have declined, or the app is too old for this.',
      remedy: 'Press the button again for the sign-in page.',
    },
    'portal-refused': {
      title: 'Portal pass no longer valid',
      what: 'The pass your portal gave you is too old, was used before, or is for another service.',
      remedy: 'Go back to your portal and open this page from there.',
    },
    'read-only': {
      title: 'You can only read this document',
      what: "You can view this document but not edit it, so files can't be added.",
      remedy: 'Ask the document owner for edit access, or pick a document you can edit.',
    },
    'folder-read-only': {
      title: 'It seems you can only read this folder',
      what: 'Its members list has you as a reader, so an import is likely to be refused.',
      remedy: 'Ask its owner for edit access, or pick another folder.',
    },
    'document-not-listed': {
      title: 'Document not open for uploads here',
      what: 'Files can go into certain documents from here, and this is not one of them.',
      remedy: 'Choose another document, or ask your administrator to add this one.',
    },
    'file-blocks-refused': {
      title: 'This document takes pictures only',
      what: `${product} lets no app put other files into documents. Pictures go in as always.`,
      remedy: 'Pick a base, or a folder to import tables and texts. Convert other pictures to PNG or JPG.',
    },
    'document-gone': meanings.documentGone,
    'placeholder-left': {
      title: 'Empty block left behind',
      what: 'The file was not added, and the block reserved for it could not be removed from the document.',
      remedy: 'Retry, or open the document and delete the empty block.',
    },
    'not-taken-out': {
      title: 'Could not be taken out',
      what: 'The file had been added. Several attempts to take it out again had no effect, so it is still there.',
      remedy: 'Open the document to have a look, and delete it there if need be.',
    },
    'cell-not-known': {
      title: 'Not taken out: perhaps another picture',
      what: 'There is a picture in the cell, but nothing shows whether it is the one put there, so it was left alone.',
      remedy: 'Open the sheet to have a look, and delete it there if need be.',
    },
    'made-document-stays': {
      title: 'Imported documents are not deleted',
      what: 'The file has become a document of its own, which may hold other people’s work by now, so it is not deleted.',
      remedy: 'If it is no longer needed, open the document and delete it there.',
    },
    'place-unsettled': {
      title: 'Could not be placed where it belongs',
      what: 'Someone kept editing around this place, so the file came to stand elsewhere several times and was taken back.',
      remedy: 'Retry in a while, or open the document to have a look.',
    },
    'removed-from-document': {
      title: 'File was removed from the document',
      what: 'The file had been added; since then someone deleted or replaced it.',
      remedy: 'Retry to add it again, if it is still needed.',
    },
    'taken-by-edit': {
      title: 'File was taken out with an empty block',
      what: 'Someone edited while an empty block was being removed, and a file that had been added may have gone with it.',
      remedy: 'Retry to add it again, or open the document to look first.',
    },
    'progress-lost': {
      title: 'Not known how far it got',
      what: 'The browser could not keep track of this file. It may be in the document already, or not.',
      remedy: 'Open the document to check. If the file is there, remove it from the list; if not, retry.',
    },
    'bind-unconfirmed': {
      title: 'File not confirmed in the document',
      what: `${product} reported success, but the document does not show the file yet.`,
      remedy: 'Open the document to check; if the file is missing, retry.',
    },
    'sheet-pictures-only': {
      title: 'A sheet takes pictures only',
      what: 'This file is not a picture, and a sheet has no place for it.',
      remedy: 'Put it into a document or a base.',
    },
    'sheet-picture-kind': {
      title: 'Cells do not take this kind of picture',
      what: 'A picture of this format cannot fill a cell.',
      remedy: 'Choose to float pictures over cells, or convert it to PNG or JPG.',
    },
    'sheet-ended': {
      title: 'The sheet has no more room',
      what: 'In this direction the next cell lies outside the sheet.',
      remedy: `Add rows or columns in ${product} and retry, or start at another cell.`,
    },
    'record-not-found': {
      title: 'No matching record',
      what: 'No text in the compared column equals the file’s name, or the chosen record is gone.',
      remedy: 'Check the name and the records, then retry.',
    },
    'cell-full': {
      title: 'The cell is full',
      what: 'This cell holds 100 attachments already.',
      remedy: 'Choose another record or column, or remove some attachments first.',
    },
    'import-kind': {
      title: 'This kind of file can’t be imported',
      what: `${product} does not turn this format into an online document.`,
      remedy: 'Add it to a document as an attachment, or convert it.',
    },
    'import-unclear': {
      title: 'Not sure whether it was imported',
      what: `${product} did not answer when the import was requested; the document may exist.`,
      remedy: 'Open the folder and look. Retry only if it is not there.',
    },
  }) as const satisfies Record<keyof typeof ownProblems, ProblemMessages>
