import type { FastifyReply, FastifyRequest } from 'fastify'
import { queryOf } from '../http/call.ts'
import { html, type Html } from './html.ts'

export type Language = 'zh' | 'en'

/** The language that the address names (`?lang=`), or that the browser asks for first; English unless that is Chinese. */
export function languageOf(request: FastifyRequest): Language {
  const named = queryOf(request.url)['lang']
  if (named !== undefined) return named.startsWith('zh') ? 'zh' : 'en'
  return /^\s*zh\b/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en'
}

export interface PageInput {
  readonly language: Language
  readonly title: string
  readonly body: Html
  readonly status?: number
  /** Of pages that follow their document by themselves (`liveScript`), and may be shown in frames of these origins. */
  readonly live?: { readonly framedBy: readonly string[] }
  /** Path of the script of a page that is made to stand in a frame of any app's page. */
  readonly framedScript?: string
}

/** Text at the top of every page; documents say it in their own bar. */
export const ribbon: Readonly<Record<Language, string>> = {
  zh: '模拟飞书：用于演示和测试，与真实飞书无关',
  en: 'Simulated Feishu: for demos and tests, not connected to the real one',
}

/**
 * Sends a page; only live ones and those for frames have a script or can be framed. `form-action` is not restricted: browsers also check it against the redirect
 * after a form, and consent redirects to the app.
 */
export function sendPage(
  reply: FastifyReply,
  { language, title, body, status = 200, live, framedScript }: PageInput,
): FastifyReply {
  const script = live ? '/_simulator/live.js' : framedScript
  const scripts = script === undefined ? '' : " script-src 'self'; connect-src 'self';"
  const ancestors = framedScript === undefined ? (live?.framedBy.join(' ') ?? '') : '*'
  const markup = html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/_simulator/style.css" />
        <link rel="icon" href="/_simulator/icon.svg" />
        ${script === undefined ? null : html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        ${live ? null : html`<p class="ribbon">${ribbon[language]}</p>`} ${body}
      </body>
    </html>`
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none';${scripts} style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; frame-ancestors ${ancestors || "'none'"}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(markup.text)
}
