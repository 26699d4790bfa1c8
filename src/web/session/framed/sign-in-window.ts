import * as v from 'valibot'
import {
  FramedSignInAnswer,
  framedPaths,
  framedSignInMessage,
  FramedSignInRequest,
} from '../../../contract/own-api/framed-sign-in.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'

const Answer = v.object({ type: v.literal(framedSignInMessage.answer), request: FramedSignInRequest })

/** How long the frame has to answer, which stands open beside this window. */
const answerLimitMs = 10_000
const askEveryMs = 300

/**
 * The sign-in window of a framed page, before Feishu: asks the frame that opened it for its key, and goes to the consent page.
 * Without a frame of this origin as opener it resolves to false, so that nobody can be sent here by a link.
 */
export async function beginInSignInWindow(ask: AskGateway): Promise<boolean> {
  const request = await keyOfOpener()
  if (!request) return false
  const response = await ask(framedPaths.begin, { method: 'POST', body: JSON.stringify(request) })
  const answer = v.safeParse(FramedSignInAnswer, response.ok ? await response.json() : null)
  if (!answer.success || !/^https?:/.test(answer.output.authorizeUrl)) return false
  location.replace(answer.output.authorizeUrl)
  return true
}

function keyOfOpener(): Promise<v.InferOutput<typeof FramedSignInRequest> | null> {
  const opener = window.opener as Window | null
  if (opener === null) return Promise.resolve(null)
  return new Promise((resolve) => {
    const end = (request: v.InferOutput<typeof FramedSignInRequest> | null) => {
      removeEventListener('message', listen)
      clearInterval(asking)
      clearTimeout(late)
      resolve(request)
    }
    const listen = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== opener || origin !== location.origin) return
      const message = v.safeParse(Answer, data)
      if (message.success) end(message.output.request)
    }
    const late = setTimeout(() => end(null), answerLimitMs)
    addEventListener('message', listen)
    // The exact origin: a page of another site that opened this window learns nothing. Repeated, since the frame may not listen yet.
    const askOpener = () => opener.postMessage({ type: framedSignInMessage.ask }, location.origin)
    const asking = setInterval(askOpener, askEveryMs)
    askOpener()
  })
}
