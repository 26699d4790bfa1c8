import * as v from 'valibot'
import { codeIn } from '../../contract/feishu/api.ts'
import { gatewayPaths, SessionAnswer } from '../../contract/own-api/session.ts'
import type { WhoAnswers } from '../../engine/doors.ts'
import type { AskGateway } from './ask-gateway.ts'

const answerLimitMs = 10_000

/** Asks for the session, which every deployment lets through, since the page begins with it. */
export async function whoAnswers(ask: AskGateway): Promise<WhoAnswers> {
  try {
    const response = await ask(gatewayPaths.session, {
      cache: 'no-store',
      // A network's sign-in page is mostly elsewhere; followed, it would look like no answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerLimitMs),
    })
    if (response.type === 'opaqueredirect') return { is: 'other', httpStatus: null }
    const { status } = response
    const text = await response.text()
    // Its own refusals have negative codes.
    const isGateway = (codeIn({ text }) ?? 0) < 0 || v.is(SessionAnswer, parse(text))
    return isGateway ? { is: 'gateway' } : { is: 'other', httpStatus: status }
  } catch {
    return { is: 'nobody' }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
