import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'

test('the official SDK imports a file as a document and follows the task to its end', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const file = Buffer.from('# Heading\n\ntext')
  const uploaded = await sdk.drive.v1.media.uploadAll(
    {
      data: {
        file_name: 'notes.md',
        parent_type: 'ccm_import_open',
        // Required by the SDK's type; without meaning for an import.
        parent_node: '',
        size: file.length,
        extra: JSON.stringify({ obj_type: 'docx', file_extension: 'md' }),
        file,
      },
    },
    asZhangSan,
  )
  const created = await sdk.drive.v1.importTask.create(
    {
      data: {
        file_extension: 'md',
        file_token: given(uploaded?.file_token),
        type: 'docx',
        file_name: 'Notes',
        point: { mount_type: 1, mount_key: '' },
      },
    },
    asZhangSan,
  )
  const path = { ticket: given(created.data?.ticket) }
  const status = async () => given((await sdk.drive.v1.importTask.get({ path }, asZhangSan)).data?.result)
  expect(await status()).toHaveProperty('job_status')
  await control.call('POST', '/_simulator/clock', { advanceMs: 3000 })
  const { token = '' } = await status()
  const document = await sdk.docx.v1.document.get({ path: { document_id: token } }, asZhangSan)
  expect(given(document.data?.document).title).toBe('Notes')
})
