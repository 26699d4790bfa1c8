import type { ProblemMessages } from '../problem-messages.ts'

const forDocument =
  'Ask the document owner to choose "Add document app" under "More" in the document\'s menu, and to let the app edit.'

/** What is said otherwise where calls are made in the app's own name (IDENTITY=app), by the title of the person's message. */
export const asAppMessages = (product: string) =>
  ({
    'No permission to edit': {
      title: 'The app has no permission to edit',
      what: 'Files are added here in the name of an app, which is not allowed to edit this document.',
      remedy: forDocument,
    },
    'No permission to view': {
      title: 'The app has no permission to view',
      what: 'Files are added here in the name of an app, which is not allowed to see this document.',
      remedy: forDocument,
    },
    'You can only read this document': {
      title: 'The app can only read this document',
      what: 'Files are added here in the name of an app, which can view this document but not edit it.',
      remedy: forDocument,
    },
    'It seems you can only read this folder': {
      title: 'The app seems to only read this folder',
      what: 'Its members list has the app as a reader, so an import is likely to be refused.',
      remedy: 'Ask its owner to let the app edit it, or pick another folder.',
    },
    'No permission to edit the folder': {
      title: 'The app may not edit the folder',
      what: 'Files are added here in the name of an app, which may not create documents in this folder.',
      remedy: "Ask the folder's owner to let the app edit it, or pick another folder.",
    },
    "Can't import into this folder": {
      title: "The app can't import into this folder",
      what: 'The folder does not exist, or the app may not create documents in it.',
      remedy: "Ask the folder's owner to let the app edit it, or pick another folder.",
    },
    'Wiki does not know your account': {
      title: 'Wiki does not know the app',
      what: `The ${product} wiki does not recognise the app that adds files here.`,
      remedy: 'Ask a wiki administrator to add the app as a member.',
    },
    'No access to the wiki page': {
      title: 'The app has no access to the page',
      what: 'Files are added here in the name of an app, which is not allowed to open this wiki page.',
      remedy: 'Ask the page owner to add the app and let it edit, or pick another document.',
    },
    'No permission to share': {
      title: 'The app has no permission to share',
      what: 'Files are added here in the name of an app, which is not allowed to share this document.',
      remedy: 'Ask the document owner to let the app manage the document, or pick another document.',
    },
    'Cell is protected': {
      title: 'Cell is protected from the app',
      what: 'This cell is in a protected range that the app which adds files here may not change.',
      remedy: 'Ask the owner of the sheet to let the app change it, or choose another start cell.',
    },
    'Not signed in': {
      title: 'Not signed in from the portal',
      what: 'Files can only be added after you sign in from the portal.',
      remedy: 'Sign in to continue.',
    },
  }) as const satisfies Readonly<Record<string, ProblemMessages>>
