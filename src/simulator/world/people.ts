/** A person of a simulated company. */
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

/** Everybody of the company that the simulator is about. */
export const everyone: readonly Person[] = Object.values(people)

/** People of the other company, which a store app has besides. */
export const otherPeople = {
  zhaoLiu: {
    key: 'zhao-liu',
    openId: 'ou_8b7c6d5e4f0a99887766554433221104',
    unionId: 'on_8b7c6d5e4f0a99887766554433221104',
    userId: '7b7bf904',
    name: '赵六',
    englishName: 'Zhao Liu',
    email: 'zhao.liu@example.net',
    mobile: '+8610000000004',
    employeeNo: '2001',
  },
  sunQi: {
    key: 'sun-qi',
    openId: 'ou_8b7c6d5e4f0a99887766554433221105',
    unionId: 'on_8b7c6d5e4f0a99887766554433221105',
    userId: '7b7bf905',
    name: '孙七',
    englishName: 'Sun Qi',
    email: 'sun.qi@example.net',
    mobile: '+8610000000005',
    employeeNo: '2002',
  },
} as const satisfies Record<string, Person>

export interface Company {
  readonly key: 'home' | 'other'
  readonly tenantKey: string
  readonly name: string
  readonly people: readonly Person[]
}

/** The companies that a store app may be installed at. */
export const companies: readonly [home: Company, other: Company] = [
  { key: 'home', tenantKey, name: '星河科技', people: everyone },
  { key: 'other', tenantKey: '736588c9260f175d', name: '青山设计', people: Object.values(otherPeople) },
]

export function companyOf(openId: string): Company {
  return companies.find((company) => company.people.some((person) => person.openId === openId)) ?? companies[0]
}

const inCompanies = companies.flatMap((company) => company.people)

/** Colleagues of theirs, as many as a test wants: `colleague-1` to `colleague-9999`. They sign in by their key and are on no page. */
const colleagueKey = /^colleague-([1-9]\d{0,3})$/
const colleagueId = /^ou_5a6b7c8d9e0f112233445566778a(\d{4})$/

export function personWithKey(key: string): Person | undefined {
  const number = colleagueKey.exec(key)?.[1]
  return number === undefined ? inCompanies.find((person) => person.key === key) : colleague(number.padStart(4, '0'))
}

export function personOf(openId: string): Person | undefined {
  const digits = colleagueId.exec(openId)?.[1]
  return digits === undefined ? inCompanies.find((person) => person.openId === openId) : colleague(digits)
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
