import { isFeishuClient } from '../../contract/feishu/client/user-agent.ts'
import type { Configuration } from '../config/configuration.ts'
import type { Site } from '../config/site.ts'

/** A year, the minimum for browsers' preload lists; sent over https only. */
const transportSecurity = 'max-age=31536000'

/**
 * Headers of every answer: Content Security Policy (CSP), and against clickjacking `frame-ancestors`. The page needs no inline
 * script, no inline style and no other site; inside Feishu's app one script of Feishu's (decision 48).
 *
 * The page differs by user agent in this, and no cache reuses it without asking (`cache-control`), so none can mix them up.
 */
export function securityHeaders(
  { embedOrigins, clientSdkUrl }: Pick<Configuration, 'embedOrigins' | 'clientSdkUrl'>,
  site: Site,
  userAgent: string | undefined,
): Readonly<Record<string, string>> {
  const sdk = isFeishuClient(userAgent) ? clientSdkUrl : null
  const ancestors = embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ')
  const headers: Record<string, string> = {
    'content-security-policy': [
      "default-src 'none'",
      sdk === null ? "script-src 'self'" : `script-src 'self' ${sdk}`,
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      `frame-ancestors ${ancestors}`,
      "base-uri 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      // Of the script addresses that the page passes to the browser (web/offline/install-service-worker.ts, web/session/client/).
      sdk === null ? 'trusted-types service-worker' : 'trusted-types service-worker feishu-client',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-resource-policy': 'same-origin',
  }
  // In a frame, sign-in uses a popup, which same-origin would cut off from its opener.
  if (embedOrigins.length === 0) headers['cross-origin-opener-policy'] = 'same-origin'
  // It holds for the whole host, which below a path is not ours to decide about.
  if (site.isSecure() && site.hasOriginToItself()) headers['strict-transport-security'] = transportSecurity
  return headers
}

/** For files of documents, which are untrusted: opened as a page, they cannot run anything. */
export const foreignContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"
