import type { Messages } from '../zh-CN.ts'

export const sessionMessages = (product: string) =>
  ({
    signIn: `Sign in with ${product}`,
    framed: {
      waiting: 'Sign in in the window that has opened. This page then goes on by itself.',
      blocked: 'No window? Your browser or the page around this one stopped it. You can open this page on its own:',
      done: 'You’re signed in. Go back to the page you came from; this window can be closed.',
      again: 'Close this window and try again on the page you came from.',
      lost: 'This window opens from a page that embeds the uploader. Close it and choose “Sign in” there.',
    },
    inClient: `${product} is asking for your consent. Nothing to see? Press the button again.`,
    signInAgain: 'Sign in again',
    fromPortal: 'Open this page from your company’s portal.',
    openPortal: 'Go to the portal',
    signOut: 'Sign out',
    signedInAs: (name) => `Signed in as ${name}`,
    loading: 'Opening…',
    unreachable: 'The service can’t be reached',
    openedOffline:
      'The service can’t be reached; this is the page as it was last opened. Your queue and files are here, and go on once it can be.',
    unreachableRemedy: 'Check your connection and try again. If it stays this way, tell your administrator.',
    outOfOrder: 'The uploader is out of order',
    outOfOrderRemedy: `It is neither ${product} nor your connection. Try again later. If it stays this way, tell whoever runs this uploader.`,
    tryAgain: 'Try again',
    access: {
      reads: 'To put files where you want them, it reads:',
      read: {
        person: 'your name',
        names: 'title and owner of the document or wiki page you choose',
        right: 'whether you may edit it',
        blocks: 'its headings and blocks, to find the place and to check the result',
        cells: 'in a spreadsheet you choose, the names of its sheets and whether the cells for your pictures are empty',
        records: 'in a base you choose, its tables, columns and records',
        members: 'whom a folder you choose is shared with',
        folders: 'which documents are in the folders you look through, and whose they are',
        wikis: 'which pages are in the wikis you look through',
        search: 'titles and owners of the documents you search for, and of those you opened lately',
        media: 'the files that were put into the document',
      },
      writes: 'It only writes:',
      written: {
        files:
          'your files, into the document, spreadsheet or base you choose; empty places of failed ones are taken out',
        imports: 'files you import into a folder, each as an online document',
        documents: 'documents you ask it to create',
      },
    },
    simulated: `This is a demo with a simulated ${product}. Real documents are not touched.`,
    simulatedShort: 'Demo',
    simulatedLink: `Pick a document in the simulated ${product}`,
    otherPerson: (name) => `${name} is signed in now, not the person who started these uploads.`,
    continueAs: (name) => `Continue as ${name}`,
  }) satisfies Messages['session']
