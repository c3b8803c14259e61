import { describe, expect, it } from 'vitest'
import { judged, noTests, playwrightSum, vitestSum } from '../../reports.ts'

const test = (fullName: string, status: string, ...failureMessages: string[]) => ({ fullName, status, failureMessages })

describe('the report of a suite', () => {
  it('names the unit tests that passed only when they were tried again', () => {
    const assertionResults = [
      test('a b', 'passed'),
      test('a c', 'passed', 'expected 1 to be 2'),
      test('d', 'failed', 'no'),
    ]
    const testResults = [{ status: 'failed', assertionResults }]
    expect(vitestSum({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, testResults })).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
      flaky: ['a c'],
    })
  })

  it('counts a file that broke before its first test', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    const report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults }
    expect(vitestSum(report)).toMatchObject({ failed: 1 })
  })

  it('names the flaky tests of a browser, however deep they stand', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
    const inner = { title: 'a site', specs: [spec('rings', 'flaky')] }
    const suites = [
      { title: 'rules.spec.ts', specs: [spec('rule 1', 'expected'), spec('rule 2', 'flaky')], suites: [inner] },
    ]
    const stats = { expected: 1, unexpected: 0, flaky: 2, skipped: 0 }
    expect(playwrightSum({ stats, suites })).toEqual({
      passed: 3,
      failed: 0,
      skipped: 0,
      flaky: ['rules.spec.ts › rule 2', 'rules.spec.ts › a site › rings'],
    })
  })

  it('is a failure when too many had to be tried again', () => {
    expect(judged({ ...noTests, passed: 9, flaky: ['a', 'b', 'c'] }).failed).toBe(0)
    expect(judged({ ...noTests, passed: 9, flaky: ['a', 'b', 'c', 'd'] }).failed).toBe(4)
  })
})
