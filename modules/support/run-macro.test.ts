import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { MacroState } from './kept.ts'
import { wayBack } from './run-macro.ts'

const state = (more: Partial<MacroState> = {}): MacroState => ({
  ...{ assigneeId: null, state: 'open', snoozedUntil: null, labels: ['claim'], priority: 0, ...more },
})

test('undone, a conversation is as it was before the macro', () => {
  const after = state({ assigneeId: 'ada', state: 'done', labels: ['claim', 'refund'], priority: 2 })
  deepEqual(wayBack(state(), after, after), {
    change: { assigneeId: null, priority: 0, state: 'open', addLabels: [], removeLabels: ['refund'] },
    kept: [],
  })
})

test('what somebody changed since is left to them, and told', () => {
  const after = state({ assigneeId: 'ada', state: 'done', labels: ['refund'] })
  const now = state({ assigneeId: 'ben', state: 'done', labels: ['claim', 'vip'] })
  deepEqual(wayBack(state(), after, now), { change: { state: 'open' }, kept: ['assigneeId'] })
})

test('put off before, it is put off again until the same moment', () => {
  const before = state({ state: 'snoozed', snoozedUntil: '2026-12-01T08:00:00.000Z' })
  const after = state({ state: 'done' })
  deepEqual(wayBack(before, after, after).change, { state: 'snoozed', snoozedUntil: new Date('2026-12-01T08:00:00Z') })
})
