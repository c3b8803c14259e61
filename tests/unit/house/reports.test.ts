import { describe, expect, it } from 'vitest'
import { judged, noTests, playwrightSum, vitestSum } from '../../reports.ts'

const test = (fullName: string, status: string, ...failureMessages: string[]) => ({ fullName, status, failureMessages })

describe('the report of a suite', () => {
  it('names the unit tests that failed, and those that passed only when they were tried again', () => {
    const assertionResults = [
      test('a b', 'passed'),
      test('a c', 'passed', 'expected 1 to be 2\n    at here'),
      test('d', 'failed', 'no'),
    ]
    const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults }]
    expect(vitestSum({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, testResults })).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
      flaky: ['a c: expected 1 to be 2'],
      broken: ['d: no'],
    })
  })

  it('counts a file that broke before its first test', () => {
    const message = 'Cannot load c.ts\n    at here'
    const testResults = [{ name: 'b.test.ts', status: 'failed', message, assertionResults: [] }]
    const report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults }
    expect(vitestSum(report)).toMatchObject({ failed: 1, broken: ['b.test.ts: Cannot load c.ts'] })
  })

  it('names the flaky and the broken tests of a browser, however deep they stand', () => {
    const spec = (title: string, status: string, ...wrong: string[]) => ({
      title,
      tests: [{ status, results: wrong.map((message) => ({ error: { message } })) }],
    })
    const inner = {
      title: 'a site',
      specs: [spec('rings', 'flaky', '\u001b[31mError\u001b[39m: late\n at here'), spec('hangs up', 'unexpected')],
    }
    const suites = [
      { title: 'rules.spec.ts', specs: [spec('rule 1', 'expected'), spec('rule 2', 'flaky')], suites: [inner] },
    ]
    const stats = { expected: 1, unexpected: 1, flaky: 2, skipped: 0 }
    expect(playwrightSum({ stats, suites })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
      flaky: ['rules.spec.ts › rule 2', 'rules.spec.ts › a site › rings: Error: late'],
      broken: ['rules.spec.ts › a site › hangs up'],
    })
  })

  it('is a failure when too many had to be tried again', () => {
    expect(judged({ ...noTests, passed: 9, flaky: ['a', 'b', 'c'] }).failed).toBe(0)
    expect(judged({ ...noTests, passed: 9, flaky: ['a', 'b', 'c', 'd'] }).failed).toBe(4)
  })
})
