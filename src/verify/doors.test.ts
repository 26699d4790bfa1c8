import { expect, test } from 'vitest'
import * as v from 'valibot'
import { readAnswer } from '../contract/feishu/api.ts'
import { must } from './doors.ts'
import { answerOf } from './testing/hand-driven.ts'

test.each([
  [
    'a page of a proxy',
    answerOf('<h1>Dear 张三, intranet.acme.example is closed</h1>', 403),
    'HTTP 403, not in the form that is documented',
  ],
  [
    'an answer of another form, whose names may be those of columns',
    answerOf({ code: 0, data: { 工资: 'x' } }),
    'HTTP 200, not in the form that is documented',
  ],
])('of %s only fixed words are told', (_, answer, message) => {
  const schema = v.record(v.string(), v.number())
  expect(() => must(readAnswer(answer, schema))).toThrow(new RegExp(`^${message}$`))
})
