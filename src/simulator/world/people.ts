/** A person of the simulated company. */
export interface Person {
  readonly key: string
  /** Feishu's `open_id` of this person for the app. */
  readonly openId: string
  readonly unionId: string
  readonly userId: string
  readonly name: string
  readonly englishName: string
  readonly email: string
  /** With the country's code. Numbers of Beijing that begin with 0 are given to nobody. */
  readonly mobile: string
  readonly employeeNo: string
}

export const tenantKey = '2ed263bf32cf1651'

export const people = {
  zhangSan: {
    key: 'zhang-san',
    openId: 'ou_5a6b7c8d9e0f11223344556677889901',
    unionId: 'on_5a6b7c8d9e0f11223344556677889901',
    userId: '3e3cf901',
    name: '张三',
    englishName: 'Zhang San',
    email: 'zhang.san@example.com',
    mobile: '+8610000000001',
    employeeNo: '1001',
  },
  liSi: {
    key: 'li-si',
    openId: 'ou_5a6b7c8d9e0f11223344556677889902',
    unionId: 'on_5a6b7c8d9e0f11223344556677889902',
    userId: '3e3cf902',
    name: '李四',
    englishName: 'Li Si',
    email: 'li.si@example.com',
    mobile: '+8610000000002',
    employeeNo: '1002',
  },
  wangWu: {
    key: 'wang-wu',
    openId: 'ou_5a6b7c8d9e0f11223344556677889903',
    unionId: 'on_5a6b7c8d9e0f11223344556677889903',
    userId: '3e3cf903',
    name: '王五',
    englishName: 'Wang Wu',
    email: 'wang.wu@example.com',
    mobile: '+8610000000003',
    employeeNo: '1003',
  },
} as const satisfies Record<string, Person>

export const everyone: readonly Person[] = Object.values(people)

export function personOf(openId: string): Person | undefined {
  return everyone.find((person) => person.openId === openId)
}
