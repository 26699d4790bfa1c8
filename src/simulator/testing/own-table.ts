import { given, startOfficialClient, type OfficialClient } from './official-client.ts'

/** A base of a fresh world. */
const app_token = 'SimBaseTasks000000000000009'
export const tables = `/open-apis/bitable/v1/apps/${app_token}/tables`

type Bitable = OfficialClient['sdk']['bitable']['v1']
type NewTable = NonNullable<NonNullable<Parameters<Bitable['appTable']['create']>[0]>['data']>
type NewField = NonNullable<NonNullable<NewTable['table']>['fields']>[number]
type Fields = NonNullable<NonNullable<Parameters<Bitable['appTableRecord']['create']>[0]>['data']>['fields']

/** A table of its own with these columns, after a text column `名称`. */
export async function startWithColumns(...fields: readonly NewField[]) {
  const client = await startOfficialClient()
  const { bitable } = client.sdk
  const data = { table: { name: '栏目', fields: [{ field_name: '名称', type: 1 }, ...fields] } }
  const made = given((await bitable.v1.appTable.create({ path: { app_token }, data }, client.asZhangSan)).data)
  const place = { app_token, table_id: given(made.table_id) }
  return Object.assign(client, {
    place,
    columns: async () => given((await bitable.v1.appTableField.list({ path: place }, client.asZhangSan)).data?.items),
    write: (row: Fields) => bitable.v1.appTableRecord.create({ path: place, data: { fields: row } }, client.asZhangSan),
    /** The code that answers a row; the SDK throws where it comes with 400. */
    refusalOf: async (fields: object) =>
      (await client.control.call('POST', `${tables}/${place.table_id}/records`, { fields })).body.code,
    search: async (data: object = {}) =>
      given((await bitable.v1.appTableRecord.search({ path: place, data }, client.asZhangSan)).data?.items),
    list: async (params: object = {}) =>
      given((await bitable.v1.appTableRecord.list({ path: place, params }, client.asZhangSan)).data?.items),
  })
}
