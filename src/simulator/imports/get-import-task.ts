import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { hasEnded, jobStatusOf } from './import-tasks.ts'

/** GET drive/v1/import_tasks/:ticket, for whoever made the task. */
export function getImportTask({ world, caller, parameters }: Call): Answer {
  const task = world.imports.find(parameters['ticket'] ?? '') ?? refuse(1069904)
  if (task.startedBy !== caller.id) refuse(1069902)
  const nowMs = world.clock.nowMs()
  const jobStatus = jobStatusOf(task, nowMs)
  const { ticket, type, document, outcome } = task
  const result = { ticket, type, job_status: jobStatus, job_error_msg: jobStatus > 2 ? 'import failed' : 'success' }
  if (jobStatus !== 0 || !hasEnded(task, nowMs)) return { kind: 'data', data: { result } }
  const made = { token: document.token, url: world.urlOf(document.path) }
  const losses = outcome.extra.length > 0 ? { extra: outcome.extra } : {}
  return { kind: 'data', data: { result: { ...result, ...made, ...losses } } }
}
