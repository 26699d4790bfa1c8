/**
 * Whether the page is in the web view of Feishu's or Lark's own app. Official: the user agent has `Lark` or `Feishu` in it
 * (development-guide/webapp-incremental-authorization-access-guide, 2026-11-30).
 */
export function isFeishuClient(userAgent: string | undefined): boolean {
  return /Lark|Feishu/i.test(userAgent ?? '')
}
