import ky, { type KyInstance } from 'ky'
import { callHeaders } from './call-headers.ts'

/** Timeout of calls without a file: the gateway may queue a call for a minute. */
const answerLimitMs = 120_000

/** Client for Feishu's API at the gateway. Does not retry (the engine decides that), and returns answers of any status. */
export function createGatewayClient(origin: string): KyInstance {
  return ky.create({
    prefix: origin,
    hooks: {
      beforeRequest: [
        ({ request }) => {
          for (const [name, value] of Object.entries(callHeaders())) request.headers.set(name, value)
        },
      ],
    },
    retry: 0,
    timeout: answerLimitMs,
    throwHttpErrors: false,
  })
}
