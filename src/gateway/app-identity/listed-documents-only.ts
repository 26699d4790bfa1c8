import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { ownCodes } from '../../contract/problems/codes.ts'
import { admitAll, type Admission, type AdmissionVerdict, type MatchedRoute } from '../proxy/admission.ts'
import { ownRefusal, type OwnRefusal } from '../server/refusal.ts'
import type { Session } from '../session/sessions.ts'
import { readSmallBody } from '../server/small-body.ts'
import { documentNaming, readUpload, type DocumentNaming } from './named-documents.ts'
import { openForm, writeForm } from './upload-form.ts'
import { own } from '../../contract/own.ts'

/** Largest JSON body that is read; such calls are about a few documents. */
const jsonMaxBytes = 64 * 1024

const notListed: OwnRefusal = {
  httpStatus: 403,
  code: ownCodes.documentNotListed,
  msg: 'This document is not on the list of those that the app may be used for.',
}
const unreadable = ownRefusal(400, 'The gateway could not read which document this call is about.')

/** The part of `DocumentList` that is needed here. */
interface Listed {
  has(token: string, tenantKey: string): Promise<boolean>
}

/**
 * Lets only calls pass that name a listed document. The app's token reaches every document that was ever shared with the app, so
 * the gateway must check access, and reads bodies that name documents: see
 * docs/decisions/0009-app-identity-reads-what-names-a-document.md.
 */
export class ListedDocumentsOnly implements Admission {
  readonly #listed: Listed

  constructor(listed: Listed) {
    this.#listed = listed
  }

  async admit(matched: MatchedRoute, request: FastifyRequest, caller: Session): Promise<AdmissionVerdict> {
    const { tenantKey } = caller.record.person
    const naming = documentNaming[matched.name]
    switch (naming?.in) {
      case undefined:
        return refused(notListed)
      case 'earlier-call':
        return admitAll.admit(matched, request, caller)
      case 'path':
      case 'query': {
        const token = tokenIn(naming, matched, request)
        return (await this.#areListed([token], tenantKey))
          ? admitAll.admit(matched, request, caller)
          : refused(notListed)
      }
      case 'json':
        return this.#admitJson(naming, request, tenantKey)
      case 'form':
        return this.#admitForm(request, tenantKey)
    }
  }

  async #admitJson(
    naming: Extract<DocumentNaming, { in: 'json' }>,
    request: FastifyRequest,
    tenantKey: string,
  ): Promise<AdmissionVerdict> {
    const body = await readSmallBody(request.raw, jsonMaxBytes)
    if (!body) return refused(ownRefusal(413, `The body of this call may hold ${jsonMaxBytes} bytes.`))
    const read = naming.read(parse(body))
    if (!read) return refused(unreadable)
    if (!(await this.#areListed(read.documents, tenantKey))) return refused(notListed)
    const bytes = Buffer.from(JSON.stringify(read.body))
    const headers = { ...request.headers, 'content-length': String(bytes.length) }
    return { ok: true, outgoing: { source: Readable.from([bytes]), headers } }
  }

  async #admitForm(request: FastifyRequest, tenantKey: string): Promise<AdmissionVerdict> {
    const form = await openForm(request.raw)
    const upload = form && readUpload(form.fields)
    const sizeBytes = Number(form?.fields['size'])
    const isSize = Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 && sizeBytes <= uploadAllMaxBytes
    if (!upload || !isSize) return refused(unreadable)
    if (!(await this.#areListed(upload.documents, tenantKey))) return refused(notListed)
    const { source, contentType, contentLength } = writeForm(upload.body, form.file, sizeBytes)
    const headers = { ...request.headers, 'content-type': contentType, 'content-length': String(contentLength) }
    return { ok: true, outgoing: { source, headers } }
  }

  /** Whether at least one document is named, and all of them are listed. */
  async #areListed(tokens: readonly string[], tenantKey: string): Promise<boolean> {
    for (const token of tokens) if (!(await this.#listed.has(token, tenantKey))) return false
    return tokens.length > 0
  }
}

function tokenIn(
  naming: Extract<DocumentNaming, { in: 'path' | 'query' }>,
  { parameters }: MatchedRoute,
  request: FastifyRequest,
): string {
  if (naming.in === 'path') return own(parameters, naming.parameter) ?? ''
  const given = new URL(request.url, 'http://gateway').searchParams.getAll(naming.name)
  return given.length === 1 ? (given[0] ?? '') : ''
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function refused(refusal: OwnRefusal): AdmissionVerdict {
  return { ok: false, refusal }
}
