import type { ProblemMessages } from '../problem-messages.ts'

/** Conditions that several codes stand for and that are one thing to a person. */
export const meaningsOf = (product: string) =>
  ({
    busy: {
      title: `${product} is busy`,
      what: `${product} could not handle this request just now.`,
      remedy: 'Try again in a few minutes.',
    },
    internalError: {
      title: `${product} had an internal error`,
      what: `${product} ran into an internal error; nothing you did caused it.`,
      remedy: `Copy the details for ${product} support.`,
    },
    badCall: {
      title: `${product} did not accept the request`,
      what: `The request was not what ${product} expects, most likely through a fault in this app.`,
      remedy: 'Try once more. If it fails again, copy the details and send them to the app developer.',
    },
    blockGone: {
      title: 'Reserved spot is gone',
      what: 'The spot reserved for the file was deleted from the document before the file arrived.',
      remedy: 'Check the document and retry.',
    },
    documentOrBlockGone: {
      title: 'Document or reserved spot was deleted',
      what: `${product} can't find the document, or the spot in it reserved for the file.`,
      remedy: 'Open the document or pick another one.',
    },
    documentGone: {
      title: 'Document not found or deleted',
      what: `${product} can't find the document behind this link.`,
      remedy: 'Check that the link is complete. If the document was deleted, pick another one.',
    },
    mediaFull: {
      title: 'Document holds too many attachments',
      what: 'The document has reached its limit of images and attachments.',
      remedy: 'Pick another document, or create a new one.',
    },
    noEditRight: {
      title: 'No permission to edit',
      what: 'Your account is not allowed to edit this document.',
      remedy: 'Ask the document owner for edit access, or pick a document you can edit.',
    },
    noViewRight: {
      title: 'No permission to view',
      what: 'Your account is not allowed to see this document.',
      remedy: 'Ask the document owner for edit access, or pick a document you can edit.',
    },
    notInsertable: {
      title: "Files can't be inserted here",
      what: `${product} does not allow images or attachments at this place in the document.`,
      remedy: 'Open the document and have a look, or pick another one.',
    },
    batchTooBig: {
      title: 'Too much in one batch',
      what: `This batch holds more than ${product} takes in one edit.`,
      remedy: 'Retry or copy the details to report it.',
    },
    sentToElsewhere: {
      title: 'File and spot do not match',
      what: `${product} says the uploaded file does not belong to the spot reserved for it.`,
      remedy: 'Retry.',
    },
    notSignedIn: {
      title: 'Not signed in',
      what: `Files can only be added after you sign in with your ${product} account.`,
      remedy: 'Sign in to continue.',
    },
    staleToken: {
      title: 'Session no longer accepted',
      what: `${product} no longer accepts the current session.`,
      remedy: 'Sign in again and retry.',
    },
    signInOver: {
      title: 'Sign-in has expired',
      what: 'You signed in too long ago, or the sign-in was ended elsewhere.',
      remedy: 'Sign in again.',
    },
    codeSpent: {
      title: 'Sign-in code no longer valid',
      what: 'The one-time code for signing in has expired or was already used.',
      remedy: 'Sign in again, without reloading the page on the way.',
    },
    signInDown: {
      title: `${product} sign-in is unavailable`,
      what: `${product}'s sign-in service is having trouble.`,
      remedy: 'Sign in again in a few minutes.',
    },
    accountInvalid: {
      title: 'Account is not usable',
      what: `${product} can't find your account, or it is not active.`,
      remedy: 'Ask your administrator to check the account, then sign in again.',
    },
    badSignInCall: {
      title: 'Sign-in is set up wrongly',
      what: `This app's sign-in request is not what ${product} expects.`,
      remedy: 'Copy the details and send them to the app developer. Sign in again once it is fixed.',
    },
    appCredentials: {
      title: 'App credentials are wrong',
      what: `${product} does not recognise this app's App ID or App Secret.`,
      remedy: 'Ask the app developer to compare the upload service settings with the developer console.',
    },
    redirectUri: {
      title: 'Sign-in return address not registered',
      what: `The address to return to after sign-in differs from the one registered with ${product}.`,
      remedy: "Ask the app developer to add this site's return address to the redirect URLs under Security settings.",
    },
    appTicket: {
      title: 'The upload service is getting ready',
      what: `It waits for ${product} to send this app’s ticket, which takes some minutes after a start.`,
      remedy: `Wait some minutes. If it lasts, whoever runs this uploader has to see whether ${product} reaches its address for events.`,
    },
    appDisabled: {
      title: 'App is turned off',
      what: 'This app is not enabled in your company.',
      remedy: 'Ask your administrator to enable the app, then try again.',
    },
    otherBrand: {
      title: 'Feishu and Lark do not mix',
      what: 'Accounts, apps and documents of Feishu and Lark are separate, and this one is on the other side.',
      remedy: 'Pick a document from the side this page belongs to.',
    },
  }) as const satisfies Readonly<Record<string, ProblemMessages>>

export type Meanings = ReturnType<typeof meaningsOf>
