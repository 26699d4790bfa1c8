import ky, { type KyInstance } from 'ky'
import { pageHeader } from '../../contract/own-api/session.ts'

/** Longest wait for an answer without a file: the gateway may queue a call for a minute before Feishu sees it. */
const answerLimitMs = 120_000

/**
 * The way of Feishu's calls to the gateway. Repeats nothing by itself (the engine decides that) and takes an answer of any
 * status for an answer.
 */
export function createGatewayClient(origin: string): KyInstance {
  return ky.create({
    prefix: origin,
    headers: { [pageHeader.name]: pageHeader.value },
    retry: 0,
    timeout: answerLimitMs,
    throwHttpErrors: false,
  })
}
