import {
  noWorldStatus,
  stageHeader,
  stagePaths,
  type LineState,
  type StageAnswer,
  type StageState,
  type Trouble,
} from '../shared/protocol.ts'
import type { Language } from './words/words.ts'

/** What the stage's server is asked. */
export const api = {
  stage: () => ask<StageAnswer>(stagePaths.stage),
  state: () => ask<StageState>(stagePaths.state),
  changeLine: (state: LineState) => ask<StageState>(stagePaths.line, { state }),
  changeTrouble: (trouble: Trouble | null, language: Language) =>
    ask<StageState>(stagePaths.trouble, { trouble, language }),
  changeColleagues: (areAtWork: boolean, language: Language) =>
    ask<StageState>(stagePaths.colleagues, { areAtWork, language }),
  reset: () => ask<object>(stagePaths.reset, {}),
}

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const headers = { [stageHeader.name]: stageHeader.value }
  const sent = body && { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(path, {
    ...sent,
    headers: sent ? { ...headers, 'content-type': 'application/json' } : headers,
  })
  // It was closed while nobody was here, or the demo was restarted.
  if (response.status === noWorldStatus) location.reload()
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as Answer
}
