// Comments without their marks.
import { expect, it } from 'vitest'
import { withoutMarks } from '../../../renderer/src/markdown/plain-text.ts'

it.each([
  ['**Please** check `t_14_1_1`', 'Please check t_14_1_1'],
  ['> quoted\n- one\n* two', 'quoted\none\ntwo'],
  ['~~old~~ 3 * 4 < 5 and a_b_c', 'old 3 * 4 < 5 and a_b_c'],
  ['- ', ''],
])('%j', (text, plain) => expect(withoutMarks(text)).toBe(plain))
