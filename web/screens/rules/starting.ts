import type { Action, Condition } from '../../api/rules.ts'
import type { IconName } from '../../ui/icon.tsx'

export type Written = {
  name: string
  all: boolean
  conditions: Condition[]
  actions: Action[]
  isOn: boolean
  stops: boolean
}

type Starter = { id: string; icon: IconName; conditions: Condition[]; actions: Action[]; stops?: boolean }

export const starters: readonly Starter[] = [
  {
    ...{ id: 'rude', icon: 'block' },
    conditions: [{ kind: 'stopWords', not: false, categories: ['profanity', 'insult', 'hate'] }],
    actions: [{ kind: 'hide' }, { kind: 'priority', priority: 2 }],
  },
  {
    ...{ id: 'spam', icon: 'warning', stops: true },
    conditions: [{ kind: 'spam', not: false, least: 80 }],
    actions: [{ kind: 'state', state: 'spam' }, { kind: 'hide' }],
  },
  {
    ...{ id: 'newcomerLinks', icon: 'link' },
    conditions: [
      { kind: 'links', not: false, to: 'any', domains: [] },
      { kind: 'newcomer', not: false, days: 1 },
    ],
    actions: [{ kind: 'hide' }],
  },
  {
    ...{ id: 'flood', icon: 'repeat' },
    conditions: [{ kind: 'flood', not: false, what: 'alike', count: 5, minutes: 10 }],
    actions: [{ kind: 'state', state: 'spam' }],
  },
  {
    ...{ id: 'badReviews', icon: 'star' },
    conditions: [{ kind: 'rating', not: false, least: null, most: 2 }],
    actions: [{ kind: 'priority', priority: 3 }],
  },
  {
    ...{ id: 'emoji', icon: 'emoji' },
    conditions: [{ kind: 'emojiOnly', not: false }],
    actions: [{ kind: 'like' }, { kind: 'state', state: 'done' }],
  },
]

export const empty: Written = { name: '', all: true, conditions: [], actions: [], isOn: true, stops: false }

/** A new condition of this kind, with what is usual in it. */
export function conditionOf(kind: Condition['kind']): Condition {
  const not = false
  switch (kind) {
    case 'stopWords':
      return { kind, not, categories: [] }
    case 'words':
      return { kind, not, words: [], masked: true }
    case 'links':
      return { kind, not, to: 'any', domains: [] }
    case 'capitals':
      return { kind, not, percent: 70 }
    case 'length':
    case 'followers':
    case 'rating':
      return { kind, not, least: null, most: null }
    case 'language':
      return { kind, not, languages: [] }
    case 'author':
      return { kind, not, handles: [] }
    case 'newcomer':
      return { kind, not, days: 7 }
    case 'tag':
      return { kind, not, tags: [] }
    case 'interaction':
      return { kind, not, kinds: [] }
    case 'network':
      return { kind, not, networks: [] }
    case 'account':
      return { kind, not, accountIds: [] }
    case 'tone':
      return { kind, not, tones: ['negative'] }
    case 'time':
      return { kind, not, days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00' }
    case 'rubric':
      return { kind, not, rubricIds: [] }
    case 'spam':
      return { kind, not, least: 80 }
    case 'flood':
      return { kind, not, what: 'alike', count: 5, minutes: 10 }
    default:
      return { kind, not }
  }
}

export function actionOf(kind: Action['kind']): Action {
  switch (kind) {
    case 'label':
      return { kind, labels: [] }
    case 'assign':
      return { kind, userId: '' }
    case 'priority':
      return { kind, priority: 2 }
    case 'state':
      return { kind, state: 'spam' }
    case 'snooze':
      return { kind, hours: 24 }
    case 'tone':
      return { kind, tone: 'negative' }
    case 'reply':
      return { kind, text: '' }
    case 'notify':
      return { kind, userIds: [] }
    default:
      return { kind }
  }
}

/** In the order in which they are offered. */
export const conditionKinds = [
  ...(['stopWords', 'words', 'links', 'spam', 'flood', 'language', 'tone'] as const),
  ...(['emojiOnly', 'empty', 'capitals', 'length', 'rating'] as const),
  ...(['author', 'newcomer', 'tag', 'followers', 'bot'] as const),
  ...(['interaction', 'network', 'account', 'rubric', 'time', 'open'] as const),
] satisfies Condition['kind'][]
export const actionKinds = [
  ...(['label', 'assign', 'priority', 'state', 'snooze', 'tone'] as const),
  ...(['hide', 'delete', 'block', 'mute', 'like', 'reply', 'notify'] as const),
] satisfies Action['kind'][]
