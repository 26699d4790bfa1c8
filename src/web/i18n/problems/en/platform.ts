import type { platformProblems } from '../../../../contract/problems/platform.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const challenge: ProblemMessages = {
  title: 'Security check required',
  what: "Your company's security policy wants to verify you first.",
  remedy: 'Sign in again and follow the steps shown.',
}

export function platformMessages(product: string, meanings: Meanings) {
  const authFailed: ProblemMessages = {
    title: 'Identity check failed',
    what: `${product} could not confirm who you are.`,
    remedy: 'Sign in again. If it keeps failing, copy the details and send them to the app developer.',
  }
  return {
    2200: meanings.busy,
    9499: meanings.badCall,
    10003: meanings.appCredentials,
    10012: meanings.appTicket,
    10014: meanings.appDisabled,
    10015: meanings.appCredentials,
    21000: challenge,
    21001: challenge,
    1064510: {
      title: 'Document belongs to another company',
      what: `${product} does not allow adding files to another company's document.`,
      remedy: 'Pick a document of your own company.',
    },
    1064511: meanings.otherBrand,
    99991201: meanings.badCall,
    99991400: {
      title: 'Too many requests',
      what: `The quota your whole company shares is used up for the moment, and ${product} asks to wait.`,
      remedy: 'Try again in a few minutes.',
    },
    99991401: {
      title: 'Server is not on the allowlist',
      what: 'This app only accepts certain IP addresses, and the upload service is not among them.',
      remedy: "Ask your administrator to add the upload service's IP address to the allowlist.",
    },
    99991403: {
      title: 'Monthly quota used up',
      what: `Your company has used all its ${product} API calls for this month.`,
      remedy: `Ask your administrator to upgrade the ${product} plan, or wait until next month.`,
    },
    99991543: meanings.appCredentials,
    99991661: meanings.notSignedIn,
    99991662: meanings.appDisabled,
    99991663: meanings.staleToken,
    99991664: meanings.staleToken,
    99991665: meanings.staleToken,
    99991668: meanings.staleToken,
    99991669: meanings.signInOver,
    99991671: meanings.staleToken,
    99991672: {
      title: 'App lacks a permission',
      what: `This step needs a permission that is not enabled for the app in ${product}.`,
      remedy:
        'Copy the details for the app developer, who has to enable the listed permissions and publish a new version.',
    },
    99991673: meanings.appDisabled,
    99991676: {
      title: 'Sign-in lacks a permission',
      what: 'What you agreed to at sign-in is not enough for this step.',
      remedy: 'Grant access again. If that does not help, sign in again and retry.',
    },
    99991677: meanings.staleToken,
    99991679: {
      title: 'Your consent is needed',
      what: 'This step needs a permission you have not given the app yet.',
      remedy: 'Grant it, then retry.',
    },
    99991681: authFailed,
    99991692: authFailed,
    99992402: meanings.badCall,
  } as const satisfies Record<keyof typeof platformProblems, ProblemMessages>
}
