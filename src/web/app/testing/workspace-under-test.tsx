import { act, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, onTestFinished, vi } from 'vitest'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { editableDocument, FakeWire } from '../../testing/fake-wire.ts'
import { app, fakeGateway, zhang, type FakeGateway } from '../../testing/fake-gateway.ts'
import { leavingOf } from '../../testing/leaving-of.ts'
import { openQueueOf } from '../../testing/open-queue-of.ts'
import { PageDrops } from '../../drop/page-drops.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { endOfTest } from '../../testing/end-of-test.ts'
import { bundleOf } from '../../testing/bundle-of.ts'
import type { LazyModule } from '../../lazy/lazy-module.ts'
import type { QueueBundle } from '../queue-bundle.ts'
import { Workspace } from '../Workspace.tsx'

export const link = 'https://acme.feishu.cn/docx/DocOne0001'

interface WorkspaceOptions {
  readonly wire?: FakeWire
  readonly gateway?: FakeGateway
  readonly uploads?: FakeUploads
  readonly bundle?: LazyModule<QueueBundle>
  readonly facts?: Parameters<typeof openQueueOf>[1]
}

export function openWorkspace(options: WorkspaceOptions = {}) {
  const { wire = new FakeWire(editableDocument('产品需求评审')), gateway = fakeGateway(zhang), facts = {} } = options
  const { uploads = new FakeUploads() } = options
  const [onOwner, onBecome] = [vi.fn(), vi.fn()]
  // Before `endOfTest`: what is registered last runs first.
  onTestFinished(() => expect(leave()).toBe(false))
  const opened = {
    ask: gateway.ask,
    drops: new PageDrops(document, endOfTest()),
    bundle: options.bundle ?? bundleOf(openQueueOf(uploads, facts), wire),
    leaving: leavingOf(gateway.ask),
  }
  renderPage(<Workspace owner={zhang} onOwner={onOwner} onBecome={onBecome} app={app} opened={opened} />)
  return { uploads, onOwner, onBecome, wire, gateway, user: userEvent.setup() }
}

export async function choose(user: ReturnType<typeof userEvent.setup>, text = link) {
  const field = screen.getByRole('textbox', { name: '文档链接或名称' })
  // At once: a key at a time, the page is drawn for each.
  fireEvent.change(field, { target: { value: text } })
  await user.type(field, '{Enter}')
}

export function paste(name: string, text = '', into: Element = document.body) {
  return bring('paste', { files: name === '' ? [] : [new File(['x'], name)], text }, into)
}

interface Brought {
  readonly files?: readonly File[]
  readonly text?: string
  readonly html?: string
}

export function bring(
  type: 'paste' | 'drop',
  { files = [], text = '', html = '' }: Brought,
  into: Element = document.body,
) {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const data: Readonly<Record<string, string>> = { 'text/plain': text, 'text/html': html }
  const types = files.length > 0 ? ['Files'] : ['text/plain']
  const transfer = { files, items: [], types, getData: (kind: string) => data[kind] ?? '' }
  Object.assign(event, { clipboardData: transfer, dataTransfer: transfer })
  act(() => void into.dispatchEvent(event))
  return event
}

export const dropOf = (...names: readonly string[]) =>
  bring('drop', { files: names.map((name) => new File(['x'], name)) })

export function comeBackToTheWindow() {
  act(() => void window.dispatchEvent(new Event('visibilitychange')))
}

/** Whether the page asks before it is left. */
export function leave() {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}
