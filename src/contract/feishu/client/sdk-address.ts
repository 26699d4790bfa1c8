import type { Brand } from '../document-links.ts'

/**
 * Address of the H5 JS SDK. Official for Feishu (quickly-create-a-login-free-web-app/introduction-to-sample-code,
 * 2026-11-30); an address for Lark was not found (docs/feishu.md, U45).
 */
export const clientSdkAddress: Readonly<Record<Brand, string | null>> = {
  feishu: 'https://lf-package-cn.feishucdn.com/obj/feishu-static/lark/op/h5-js-sdk-1.5.35.js',
  lark: null,
}
