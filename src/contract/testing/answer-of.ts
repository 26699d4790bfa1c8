import type { ApiAnswer } from '../feishu/api.ts'

/** An answer with HTTP 200 and Feishu's envelope around `data`. */
export function answerOf(data: unknown, code = 0): ApiAnswer {
  return { status: 200, header: () => null, text: JSON.stringify({ code, msg: '', data }) }
}
