import { pathOf } from '../../../contract/feishu/routes.ts'
import { documentLinkOf, ownPartOfHost, readDocumentLink } from '../../../contract/feishu/document-links.ts'
import { queryMetaRequest, readMeta } from '../../../contract/feishu/drive/drive.ts'
import { usualAccessTokenLifeSeconds } from '../../../contract/feishu/limits.ts'
import { given, must } from '../../doors.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { codeText } from '../files/media.ts'

export const cors = defineExperiment({
  question: 'U1',
  title: "Does Feishu's API answer a browser directly (CORS)?",
  answers: {
    no: { says: 'it does not', means: 'Every call goes through the gateway.' },
    yes: { says: 'it allows other origins', means: 'Bytes could go from the browser to Feishu; the token could not.' },
  },
  expected: 'no',
  callsAtMost: 1,
  needs: [],
  async run(doors) {
    const url = `${doors.site.openOrigin}${pathOf('uploadAll')}`
    const headers = {
      origin: 'https://uploader.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const answer = await doors.page(url, { method: 'OPTIONS', headers })
    const allowed = answer.header('access-control-allow-origin')
    return answered(allowed === null ? 'no' : 'yes', `HTTP ${answer.status}`)
  },
})

export const statusOfPlatformCodes = defineExperiment({
  question: 'U14',
  title: "With which HTTP status do the platform's own codes come?",
  answers: {
    400: { says: '400', means: 'It is decided by code, never by status.' },
    401: { says: '401', means: 'It is decided by code, never by status.' },
    other: { says: 'another one, or several', means: 'It is decided by code, never by status.' },
  },
  expected: null,
  callsAtMost: 2,
  needs: [],
  async run(doors) {
    const url = `${doors.site.openOrigin}${pathOf('getRootFolder')}`
    const none = await doors.page(url)
    const wrong = await doors.page(url, { headers: { authorization: 'Bearer u-verify-no-such-token' } })
    const details = `without a token: HTTP ${none.status}, ${codeText(none)}; with a wrong one: HTTP ${wrong.status}, ${codeText(wrong)}`
    if (none.status !== wrong.status) return answered('other', details)
    if (none.status === 400) return answered('400', details)
    return answered(none.status === 401 ? '401' : 'other', details)
  },
})

export const answerHeaders = defineExperiment({
  question: 'W9',
  title: 'Does each answer name its log id in X-Tt-Logid?',
  answers: {
    named: { says: 'it does, after a success and after a refusal', means: 'Rows and logs name it.' },
    sometimes: { says: 'not always', means: 'Some failures cannot be looked up by Feishu’s support.' },
  },
  expected: 'named',
  callsAtMost: 2,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const success = await doors.call(queryMetaRequest(documentId, 'docx'))
    const refusal = await doors.page(`${doors.site.openOrigin}${pathOf('getRootFolder')}`)
    const names = ['x-tt-logid', 'x-request-id', 'content-type', 'server', 'date', 'x-ogw-ratelimit-limit']
    const there = names.filter((name) => success.header(name) !== null)
    const isNamed = [success, refusal].every((answer) => answer.header('x-tt-logid') !== null)
    return answered(isNamed ? 'named' : 'sometimes', `headers of a success: ${there.join(', ')}`)
  },
})

export const hosts = defineExperiment({
  question: 'U28',
  title: "Is a document's host one that links are recognised by?",
  answers: {
    known: { says: 'it is', means: 'Links that people paste are read.' },
    unknown: { says: 'it is not', means: 'Links need CUSTOM_DOMAINS, or tell us the ending.' },
    'not-told': { says: 'no URL is told', means: 'Links are made from kind and token.' },
  },
  expected: 'known',
  callsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const meta = must(readMeta(await doors.call(queryMetaRequest(documentId, 'docx'))))
    if (!meta.found || meta.url === '') return answered('not-told')
    const { brand, openOrigin } = doors.site
    const rules = { brand, documentOrigin: openOrigin }
    // Any other host is the company's name.
    const ending = ownPartOfHost(new URL(meta.url).hostname) ?? 'another'
    const isMade = documentLinkOf('docx', documentId, rules).endsWith(documentId)
    return answered(readDocumentLink(meta.url, rules).ok && isMade ? 'known' : 'unknown', ending)
  },
})

export const tokenLife = defineExperiment({
  question: 'W10',
  title: 'For how long is an access token good?',
  answers: {
    usual: { says: 'two hours, less what has passed', means: 'Tokens are renewed as often as planned.' },
    shorter: { says: 'less', means: 'Tokens are renewed more often; a part of a large file may outlive its token.' },
    longer: { says: 'more', means: 'Tokens are renewed less often.' },
  },
  expected: 'usual',
  callsAtMost: 0,
  needs: [],
  run(doors) {
    const { tokenLifeSeconds: seconds } = doors.site
    const details = `${seconds} seconds`
    // The app's own token may be an older one, of which at least half an hour is left.
    const least = doors.site.identity === 'app' ? 1800 : usualAccessTokenLifeSeconds - 120
    if (seconds < least) return Promise.resolve(answered('shorter', details))
    return Promise.resolve(answered(seconds > usualAccessTokenLifeSeconds + 120 ? 'longer' : 'usual', details))
  },
})

export const pkceAtV3 = defineExperiment({
  question: 'U3',
  title: 'Does the newer token endpoint (v3) take a correct PKCE pair?',
  answers: {
    taken: { says: 'it does', means: 'FEISHU_TOKEN_URL may name it.' },
    refused: { says: 'it does not', means: 'v2 stays, as built.' },
  },
  expected: null,
  callsAtMost: 1,
  needs: ['person'],
  async run(doors) {
    const { exchangeAtV3 } = doors.site
    if (exchangeAtV3 === null) return notDecided('nobody signed in')
    const answer = await exchangeAtV3()
    const isTaken = answer.status === 200 && answer.text.includes('access_token')
    return answered(isTaken ? 'taken' : 'refused', `HTTP ${answer.status}, ${codeText(answer)}`)
  },
})
