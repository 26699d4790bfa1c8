import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type FrameLocator, type Page } from '@playwright/test'

/** A page of another site. */
export interface Portal {
  /** `localhost` and `portal.localhost` are two sites to browsers. */
  readonly origin: string
  /** The same server at the host of a site that may not embed anything. */
  readonly foreignOrigin: string
  close(): Promise<void>
}

/** @param bodyOf Body of the page at an address. */
export async function startPortal(bodyOf: (query: URLSearchParams) => string): Promise<Portal> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const { searchParams } = new URL(request.url ?? '/', 'http://portal')
    response.end(`<!doctype html><html lang="zh-CN"><title>Portal</title>${bodyOf(searchParams)}</html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://portal.localhost:${port}`,
    foreignOrigin: `http://evil.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Signs in by the window that the page in the frame opens. */
export async function signInFromFrame(page: Page, frame: FrameLocator): Promise<void> {
  const opening = page.context().waitForEvent('page')
  await frame.getByRole('link', { name: /用飞书登录|Sign in with Feishu/ }).click()
  const opened = await opening
  await opened.getByRole('radio').first().check()
  await opened.getByRole('button', { name: /同意|Agree|Allow/ }).click()
  await expect(frame.getByRole('link', { name: /用飞书登录|Sign in with Feishu/ })).toBeHidden()
}
