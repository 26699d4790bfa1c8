import type { Configuration } from '../config/configuration.ts'
import type { Site } from '../config/site.ts'

/** A year, the minimum for browsers' preload lists; sent over https only. */
const transportSecurity = 'max-age=31536000'

/**
 * Headers of every answer: Content Security Policy (CSP), and against clickjacking `frame-ancestors`. The page needs no inline
 * script, no inline style and no other site.
 */
export function securityHeaders(
  { embedOrigins }: Pick<Configuration, 'embedOrigins'>,
  site: Site,
): Readonly<Record<string, string>> {
  const ancestors = embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ')
  const headers: Record<string, string> = {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
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
      // Of the one script address that the page passes to the browser (web/offline/install-service-worker.ts).
      'trusted-types service-worker',
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
