import { simulatedApp } from '../world/identity.ts'
import { html, type Html } from '../pages/html.ts'
import type { Language } from '../pages/page.ts'
import type { Person } from '../world/people.ts'
import { enabledScopes } from '../world/scopes.ts'
import type { AuthorizationProblem, AuthorizationRequest } from './authorization-request.ts'
import { own } from '../../contract/own.ts'

const words = {
  zh: {
    title: '授权登录',
    asks: `“${simulatedApp.name}”申请使用你的飞书身份`,
    who: '选择登录的成员',
    allows: '同意后，该应用可以：',
    basic: '获取你的基本信息（姓名、头像）',
    agree: '同意',
    decline: '拒绝',
    returns: '完成后将返回',
  },
  en: {
    title: 'Sign in with Feishu',
    asks: `“${simulatedApp.name}” wants to use your Feishu identity`,
    who: 'Choose who signs in',
    allows: 'If you agree, the app can:',
    basic: 'Read your basic profile (name, picture)',
    agree: 'Agree',
    decline: 'Decline',
    returns: 'Afterwards you return to',
  },
} as const

export function consentTitle(language: Language): string {
  return words[language].title
}

/** A plain form that posts to its own URL; the request stays in the query. */
export function consentBody(language: Language, request: AuthorizationRequest, people: readonly Person[]): Html {
  const say = words[language]
  const scopes = request.scopes.map((scope) => {
    const meaning = own(enabledScopes, scope)?.[language] ?? scope
    return html`<li>${meaning} <code>${scope}</code></li>`
  })
  const choices = people.map(
    (person, index) =>
      html`<label class="person">
        <input type="radio" name="person" value="${person.key}" ${index === 0 ? html`checked` : null} />
        <img src="/_simulator/people/${person.key}.svg" alt="" width="32" height="32" />
        <span>${person.name} ${person.englishName}</span>
      </label>`,
  )
  return html`<main class="sheet">
    <h1>${say.asks}</h1>
    <form method="post">
      <fieldset>
        <legend>${say.who}</legend>
        ${choices}
      </fieldset>
      <h2>${say.allows}</h2>
      <ul class="scopes">
        <li>${say.basic}</li>
        ${scopes}
      </ul>
      <div class="buttons">
        <button class="primary" name="decision" value="agree">${say.agree}</button>
        <button name="decision" value="decline">${say.decline}</button>
      </div>
    </form>
    <p class="hint">${say.returns} ${new URL(request.redirectUri).origin}</p>
  </main>`
}

const problemWords: Readonly<Record<Language, Readonly<Record<AuthorizationProblem, string>>>> = {
  zh: {
    20001: '请求缺少参数或参数有误',
    20027: '应用没有开通这项权限，请开发者在后台开通并发布',
    20029: '重定向 URL 有误，请开发者在“安全设置”中登记后再试',
    20048: '应用不存在，请检查 client_id',
  },
  en: {
    20001: 'A parameter is missing or wrong',
    20027: 'The app has not enabled this scope. Its developer can enable it and publish a version',
    20029: 'The redirect URL is invalid. The app’s developer has to register it under Security settings',
    20048: 'There is no such app. Check client_id',
  },
}

export interface ProblemInput {
  readonly code: AuthorizationProblem
  readonly subject: string
  readonly logId: string
}

export function authorizationProblemBody(language: Language, { code, subject, logId }: ProblemInput): Html {
  return html`<main class="sheet">
    <h1>${problemWords[language][code]}</h1>
    <p><code>${subject}</code></p>
    <p class="hint">${language === 'zh' ? '错误码' : 'Error code'} ${code} · Log ID ${logId}</p>
  </main>`
}
