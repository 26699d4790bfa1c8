import type { FastifyInstance } from 'fastify'
import { queryOf } from '../http/call.ts'
import { readValue } from '../http/request-body.ts'
import { html, type Html } from '../pages/html.ts'
import { languageOf, sendPage, type Language } from '../pages/page.ts'
import { everyone, personWithKey } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

const path = '/suite/passport/sso/qr'
const scriptPath = '/_simulator/qr.js'

const words = {
  zh: { title: '扫码登录', asks: '谁用手机扫码？', done: '已扫码，正在返回应用' },
  en: { title: 'Scan to sign in', asks: 'Who scans with their phone?', done: 'Scanned. Returning to the app' },
} as const

/** Tells the page around the frame who scanned, as soon as somebody has. */
const script = `
const scanned = document.querySelector('[data-tmp-code]')?.dataset
if (scanned) parent.postMessage(scanned.message === 'object' ? { tmp_code: scanned.tmpCode } : scanned.tmpCode, '*')
`

/**
 * The frame in which an app shows a QR code at passport.feishu.cn: here one chooses who scans it. The app's page is told a `tmp_code`, as a
 * text, or in an object since version 1.0.3 of Feishu's script, and goes to its authorize page with it. Any page may hold the frame, and
 * a tmp_code works once, for an app's registered redirect URL only (copies of the script's page, 2022-06-14 and 2023-08-08).
 */
export function serveQrPage(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.get(scriptPath, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script))
  app.get(path, (request, reply) => {
    const language = languageOf(request)
    const { title } = words[language]
    return sendPage(reply, { language, title, body: choiceBody(language), framedScript: scriptPath })
  })
  app.post(path, async (request, reply) => {
    const form = (await readValue(request.raw, 'application/x-www-form-urlencoded')) as Record<string, string>
    const person = personWithKey(form['person'] ?? '')
    if (!person) return reply.redirect(request.url, 303)
    const language = languageOf(request)
    const { title, done } = words[language]
    const tmpCode = worldNow().identity.issueTmpCode(person.openId)
    const message = queryOf(request.url)['sdk_version'] === undefined ? 'text' : 'object'
    const body = html`<main class="sheet" data-tmp-code="${tmpCode}" data-message="${message}"><h1>${done}</h1></main>`
    return sendPage(reply, { language, title, body, framedScript: scriptPath })
  })
}

function choiceBody(language: Language): Html {
  const buttons = everyone.map(
    ({ key, name, englishName }) => html`<button name="person" value="${key}">${name} ${englishName}</button>`,
  )
  return html`<main class="sheet">
    <h1>${words[language].asks}</h1>
    <form method="post"><div class="buttons">${buttons}</div></form>
  </main>`
}
