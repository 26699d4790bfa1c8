import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { openShared } from './share-document.ts'

const readers = v.picklist(['anyone_can_view', 'anyone_can_edit', 'only_full_access'])
const link = v.picklist([
  'tenant_readable',
  'tenant_editable',
  'partner_tenant_readable',
  'partner_tenant_editable',
  'anyone_readable',
  'anyone_editable',
  'closed',
])
const common = {
  security_entity: v.optional(readers),
  comment_entity: v.optional(v.picklist(['anyone_can_view', 'anyone_can_edit'])),
  link_share_entity: v.optional(link),
}
/** drive-v2/permission-public/patch, updated 2025-07-03. */
const Settings = v.object({
  ...common,
  external_access_entity: v.optional(v.picklist(['open', 'closed', 'allow_share_partner_tenant'])),
  share_entity: v.optional(v.picklist(['anyone', 'same_tenant'])),
  manage_collaborator_entity: v.optional(
    v.picklist(['collaborator_can_view', 'collaborator_can_edit', 'collaborator_full_access']),
  ),
  copy_entity: v.optional(readers),
})
/** The same in its first version (drive-v1/permission-public/patch, updated 2025-07-03). */
const FirstSettings = v.object({
  ...common,
  external_access: v.optional(v.boolean()),
  share_entity: v.optional(v.picklist(['anyone', 'same_tenant', 'only_full_access'])),
  invite_external: v.optional(v.boolean()),
})

/** Of a new document: nobody but its members comes in. */
const initial = {
  external_access_entity: 'closed',
  security_entity: 'anyone_can_view',
  comment_entity: 'anyone_can_view',
  share_entity: 'anyone',
  manage_collaborator_entity: 'collaborator_can_view',
  link_share_entity: 'closed',
  copy_entity: 'anyone_can_view',
  invite_external: false,
  lock_switch: false,
}
type Setting = keyof typeof initial

/** What both versions answer. */
const shared = ['security_entity', 'comment_entity', 'share_entity', 'link_share_entity', 'lock_switch'] as const
const ofSecond = ['external_access_entity', 'manage_collaborator_entity', 'copy_entity'] as const

/**
 * GET drive/v2/permissions/:token/public: who may read, copy and share by the document's settings. They are remembered and answered;
 * what callers may do here follows from the members alone.
 */
export function getPublicSettings(call: Call): Answer {
  return { kind: 'data', data: { permission_public: settingsOf(call, [...shared, ...ofSecond]) } }
}

function settingsOf(call: Call, names: readonly Setting[]): Readonly<Record<string, unknown>> {
  const settings: Readonly<Record<Setting, unknown>> = { ...initial, ...openShared(call).publicSettings }
  return Object.fromEntries(names.map((name) => [name, settings[name]]))
}

/** PATCH drive/v2/permissions/:token/public: answers the settings that it was told. */
export function changePublicSettings(call: Call): Answer {
  const document = openShared(call)
  const settings = readInput(Settings, call.body, 1063001)
  if (opensToAnyone(settings.link_share_entity, settings.external_access_entity)) refuse(1063001)
  Object.assign(document.publicSettings, settings)
  return { kind: 'data', data: { permission_public: settings } }
}

/** "Only where `external_access_entity` is open" (drive-v2/permission-public/patch, updated 2025-07-03). */
function opensToAnyone(entity: string | undefined, external: string | undefined): boolean {
  return entity?.startsWith('anyone_') === true && external !== undefined && external !== 'open'
}

/** GET drive/v1/permissions/:token/public. */
export function getFirstPublicSettings(call: Call): Answer {
  const { external_access_entity: external } = settingsOf(call, ['external_access_entity'])
  const settings = settingsOf(call, [...shared, 'invite_external'])
  return { kind: 'data', data: { permission_public: { external_access: external === 'open', ...settings } } }
}

/** PATCH drive/v1/permissions/:token/public. */
export function changeFirstPublicSettings(call: Call): Answer {
  const document = openShared(call)
  const settings = readInput(FirstSettings, call.body, 1063001)
  const { external_access: external, ...known } = settings
  const access = external === undefined ? {} : { external_access_entity: external ? 'open' : 'closed' }
  Object.assign(document.publicSettings, known, access)
  return { kind: 'data', data: { permission_public: settings } }
}
