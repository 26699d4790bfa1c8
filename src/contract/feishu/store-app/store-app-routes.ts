import { docsRoot, rates, type Route } from '../route.ts'

const tokens = `${docsRoot}/server-docs/authentication-management/access-token`

/**
 * Calls by which the gateway of a store app gets tokens. Not among `routes`: the page has no use for them, and no path of them must ever
 * be let through. All three answer flat, without `data` (their pages, 2026-11-29).
 */
export const storeAppRoutes = {
  /** Answers only that it was heard: the ticket comes by push, after about two minutes (langbot-app/LangBot#1855, 2025-12-10). */
  resendAppTicket: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_ticket/resend',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${tokens}/app_ticket_resend`,
  },
  getStoreAppToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${tokens}/app_access_token`,
  },
  getStoreTenantToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${tokens}/tenant_access_token`,
  },
} as const satisfies Record<string, Route>
