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

/** Colleagues of theirs, as many as a test wants: `colleague-1` to `colleague-9999`. They sign in by their key and are on no page. */
const colleagueKey = /^colleague-([1-9]\d{0,3})$/
const colleagueId = /^ou_5a6b7c8d9e0f112233445566778a(\d{4})$/

export function personWithKey(key: string): Person | undefined {
  const number = colleagueKey.exec(key)?.[1]
  return number === undefined ? everyone.find((person) => person.key === key) : colleague(number.padStart(4, '0'))
}

export function personOf(openId: string): Person | undefined {
  const digits = colleagueId.exec(openId)?.[1]
  return digits === undefined ? everyone.find((person) => person.openId === openId) : colleague(digits)
}

/** @param digits Four of them. */
function colleague(digits: string): Person {
  const number = Number(digits)
  return {
    key: `colleague-${number}`,
    openId: `ou_5a6b7c8d9e0f112233445566778a${digits}`,
    unionId: `on_5a6b7c8d9e0f112233445566778a${digits}`,
    userId: `3e3d${digits}`,
    name: `同事 ${number}`,
    englishName: `Colleague ${number}`,
    email: `colleague-${number}@example.com`,
    mobile: `+861000001${digits}`,
    employeeNo: `2${digits}`,
  }
}
