import type { BrowserContext } from '@playwright/test'
import type { ClientRequest, Simulator } from './simulator.ts'

/** As Feishu's desktop app says: `Lark` in it is what is documented. */
export const clientUserAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Lark/7.40.0'

export const sdkUrl = 'https://sdk.feishu.test/h5-js-sdk.js'

/**
 * The SDK as it is documented: `h5sdk` and `tt` are there once it has loaded, and may be used once `ready` has called back. What it asks the
 * app for, the simulator answers. `window.feishuClient` plays what the app puts into its web view.
 */
const sdk = `
  let isReady = false
  window.h5sdk = {
    ready: (run) => setTimeout(() => { isReady = true; run() }),
    error: () => {},
  }
  window.tt = {
    requestAccess({ appID, scopeList, state, success, fail }) {
      if (!isReady) return fail({ errMsg: 'requestAccess:fail not ready' })
      window.feishuClient(JSON.stringify({ appId: appID, scopes: scopeList, pageUrl: location.href })).then((said) => {
        const answer = JSON.parse(said)
        if ('code' in answer) success({ code: answer.code, state })
        else fail(answer)
      })
    },
  }
`

/** Puts a context into Feishu's app. Nothing of it has been seen in a real one (docs/feishu.md, U45 and U46). */
export async function playFeishuClient(context: BrowserContext, simulator: Simulator): Promise<void> {
  await context.exposeFunction('feishuClient', async (request: string) =>
    JSON.stringify(await simulator.askClient(JSON.parse(request) as ClientRequest)),
  )
  await context.route(sdkUrl, (route) => route.fulfill({ contentType: 'text/javascript', body: sdk }))
}
