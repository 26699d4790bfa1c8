import { docsRoot, rates, type Route } from './route.ts'

/** Calls of the gateway itself: tokens, and who a person is. */
export const oauthRoutes = {
  exchangeToken: {
    method: 'POST',
    path: '/open-apis/authen/v2/oauth/token',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${docsRoot}/authentication-management/access-token/get-user-access-token`,
  },
  getUserInfo: {
    method: 'GET',
    path: '/open-apis/authen/v1/user_info',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: `${docsRoot}/server-docs/authentication-management/login-state-management/get`,
  },
  getTenantToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    // Its page names no rate; that of the same token by client_credentials does (access-token/tenant_access_token, read 2026-11-30).
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${docsRoot}/server-docs/authentication-management/access-token/tenant_access_token_internal`,
  },
} as const satisfies Record<string, Route>
