import type { oauthProblems } from '../../../../contract/problems/oauth.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function oauthMessages(product: string, meanings: Meanings) {
  const scopes: ProblemMessages = {
    title: 'Requested permissions are wrong',
    what: `The list of permissions this app asks for at sign-in is not what ${product} expects.`,
    remedy: 'Copy the details and send them to the app developer to check the list.',
  }
  return {
    access_denied: {
      title: 'You did not grant access',
      what: "Without your consent, this app can't put files into documents for you.",
      remedy: 'To continue, sign in again and agree.',
    },
    10236: {
      title: 'This page’s address is not registered',
      what: `Inside the ${product} app, only pages whose address is registered may sign people in.`,
      remedy:
        'Press the button again for the sign-in page. Ask the app developer to add this page’s address to the redirect URLs.',
    },
    20001: meanings.badSignInCall,
    20002: meanings.appCredentials,
    20003: meanings.codeSpent,
    20004: meanings.codeSpent,
    20005: meanings.staleToken,
    20008: meanings.accountInvalid,
    20009: {
      title: 'App not installed in your company',
      what: 'Your company has not installed this app yet.',
      remedy: 'Ask your administrator to install the app, then sign in again.',
    },
    20010: {
      title: 'App not available to you',
      what: 'Your administrator has not made this app available to you.',
      remedy: "Ask your administrator to add you to the app's availability range.",
    },
    20021: {
      title: 'Account has left the company',
      what: "This account is marked as resigned and can't sign in.",
      remedy: 'If that is a mistake, ask your administrator to restore the account.',
    },
    20022: {
      title: 'Account is frozen',
      what: "Your company has frozen this account, so it can't sign in for now.",
      remedy: 'Ask your administrator to unfreeze the account, then sign in again.',
    },
    20023: {
      title: 'Account not activated yet',
      what: `This account has not completed its registration in ${product}.`,
      remedy: `Complete the registration in the ${product} app. If you have no invitation, ask your administrator.`,
    },
    20024: meanings.appCredentials,
    20026: meanings.signInOver,
    20027: {
      title: 'App asks for disabled permissions',
      what: `Some permissions this app asks for are not enabled in the ${product} developer console.`,
      remedy: 'Ask the app developer to enable them and publish a new version, then sign in again.',
    },
    20029: meanings.redirectUri,
    20036: meanings.badSignInCall,
    20037: meanings.signInOver,
    20046: {
      title: 'App and sign-in site differ',
      what: 'A Feishu app only signs in at Feishu, and a Lark app only at Lark.',
      remedy: 'Ask the app developer to check whether the upload service is set to Feishu or to Lark.',
    },
    20048: meanings.appCredentials,
    20049: {
      title: 'Sign-in check failed',
      what: `This sign-in did not pass ${product}'s security check.`,
      remedy: 'Sign in again. If it keeps failing, copy the details and send them to the app developer.',
    },
    20050: meanings.signInDown,
    20063: meanings.badSignInCall,
    20064: meanings.signInOver,
    20065: meanings.codeSpent,
    20066: meanings.accountInvalid,
    20067: scopes,
    20068: scopes,
    20069: meanings.appDisabled,
    20070: meanings.badSignInCall,
    20071: meanings.redirectUri,
    20072: meanings.signInDown,
    20073: meanings.signInOver,
    20074: {
      title: "App can't extend sign-ins",
      what: 'This app is not allowed to renew a sign-in, so each one ends when it expires.',
      remedy:
        'Ask the app developer to allow refreshing user_access_token under Security settings and publish a version.',
    },
  } as const satisfies Record<keyof typeof oauthProblems, ProblemMessages>
}
