import { createServer, STATUS_CODES } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the proxy does with each CONNECT; can be changed at any time. */
export type ProxyConduct =
  | { readonly does: 'pass' }
  /** Answers with this status. */
  | { readonly does: 'refuse'; readonly status: number }
  /** Takes the CONNECT and never answers. */
  | { readonly does: 'stall' }
  /** Opens the way, and once so many bytes came from the gateway cuts it, or lets nothing more through. */
  | { readonly does: 'cut' | 'choke'; readonly afterBytes: number }

export interface ConnectProxy {
  readonly port: number
  conduct: ProxyConduct
  /** Targets of all CONNECTs, with the credentials that came along. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[]
  /** Connections of the gateway that are open now. */
  readonly open: ReadonlySet<Socket>
}

/** A company's proxy on a real socket. It knows one machine only, this one, whatever name is asked for. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const open = new Set<Socket>()
  const asked: { target: string; authorization: string | undefined }[] = []
  const server = createServer((_request, response) => void response.writeHead(405).end())
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
    // Servers of Node keep their half of a connection open.
    socket.once('end', () => socket.end())
  })
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    asked.push({ target: url, authorization: headers['proxy-authorization'] })
    const { conduct } = proxy
    if (conduct.does === 'stall') return void socket.resume()
    if (conduct.does === 'refuse') {
      socket.end(`HTTP/1.1 ${conduct.status} ${STATUS_CODES[conduct.status] ?? ''}\r\nContent-Length: 4\r\n\r\nno\r\n`)
      return
    }
    const target = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(target)
      target.pipe(socket)
    })
    let bytes = 0
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (conduct.does === 'pass' || bytes < conduct.afterBytes) return
      if (conduct.does === 'cut') socket.resetAndDestroy()
      else socket.unpipe(target).resume()
    })
    target.on('error', () => socket.destroy())
    socket.once('close', () => target.destroy())
    target.once('close', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const proxy: ConnectProxy = { port: (server.address() as AddressInfo).port, conduct: { does: 'pass' }, asked, open }
  return proxy
}
