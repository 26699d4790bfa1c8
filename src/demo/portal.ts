import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of another site that embeds the uploader. */
export interface DemoPortal {
  /** To browsers, `portal.localhost` is another site than `localhost`; both are this machine. */
  readonly origin: string
  /** Called once the uploader's address is known. */
  readonly embed: (uploaderUrl: string) => void
  close(): Promise<void>
}

const page = new URL('../../examples/portal/index.html', import.meta.url)

/** The demo's portal (examples/portal): one page, which loads the uploader from its own address. */
export async function startDemoPortal({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): Promise<DemoPortal> {
  let uploader = ''
  const server = createServer((request, response) => {
    if (new URL(request.url ?? '/', 'http://portal').pathname !== '/') {
      response.writeHead(404).end()
      return
    }
    readFile(page, 'utf8').then(
      (html) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(html.replace('__UPLOADER__', uploader))
      },
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    origin: `http://portal.localhost:${(server.address() as AddressInfo).port}`,
    embed: (uploaderUrl) => (uploader = uploaderUrl),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
