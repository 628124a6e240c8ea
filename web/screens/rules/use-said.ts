import { useQuery } from '@tanstack/react-query'
import { accounts, networks, rubrics } from '../../api/brand.ts'
import type { Action, Condition } from '../../api/rules.ts'
import { members } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { languageName } from './language-name.ts'

const shownWords = 4

/** Conditions and actions in words. */
export function useSaid(): { condition: (one: Condition) => string; action: (one: Action) => string } {
  const { say, tag } = useSpoken()
  const format = useFormat()
  const names = useNames()
  const some = (all: string[]) =>
    all.length > shownWords
      ? say('rules.more', { some: format.list(all.slice(0, shownWords)), count: all.length - shownWords })
      : format.list(all)
  const detail = (one: Condition): string => {
    switch (one.kind) {
      case 'stopWords':
        return some(one.categories.map((id) => say(`rules.category.${id}`)))
      case 'words':
        return some(one.words.map((text) => say('rules.quoted', { text })))
      case 'links':
        return one.to === 'any' ? '' : `${say(`rules.links.${one.to}`)} ${some(one.domains)}`
      case 'capitals':
        return say('rules.atLeastPercent', { least: one.percent })
      case 'length':
      case 'followers':
      case 'rating':
        return bounds(one)
      case 'language':
        return some(one.languages.map((id) => (id === 'unknown' ? say('rules.otherLanguage') : languageName(tag, id))))
      case 'author':
        return some(one.handles)
      case 'newcomer':
        return say('rules.days', { count: one.days })
      case 'tag':
        return some(one.tags)
      case 'interaction':
        return some(one.kinds.map((id) => say(`inbox.kind.${id}`)))
      case 'network':
        return some(one.networks.map(names.network))
      case 'account':
        return some(one.accountIds.map(names.account))
      case 'tone':
        return some(one.tones.map((id) => say(`inbox.tone.${id}`)))
      case 'time':
        return `${some(one.days.map((day) => format.weekday(day, 'short')))} ${one.from}–${one.to}`
      case 'rubric':
        return some(one.rubricIds.map(names.rubric))
      case 'spam':
        return say('rules.atLeast', { least: one.least })
      case 'flood':
        return say(`rules.flood.${one.what}Said`, { count: one.count, minutes: one.minutes })
      default:
        return ''
    }
  }
  const bounds = ({ least, most }: { least: number | null; most: number | null }) => {
    if (most === null) return say('rules.atLeast', { least: least ?? 0 })
    return least === null ? say('rules.atMost', { most }) : say('rules.between', { least, most })
  }
  const condition = (one: Condition) => {
    const about = joined(say(`rules.kind.${one.kind}`), detail(one))
    return one.not ? say('rules.not', { what: about }) : about
  }
  const action = (one: Action) => joined(say(`rules.do.${one.kind}`), deed(one))
  const deed = (one: Action): string => {
    switch (one.kind) {
      case 'label':
        return some(one.labels)
      case 'assign':
        return names.person(one.userId)
      case 'priority':
        return say(`rules.priority.${one.priority}`)
      case 'state':
        return say(`rules.state.${one.state}`)
      case 'snooze':
        return say('rules.hours', { count: one.hours })
      case 'tone':
        return say(`inbox.tone.${one.tone}`)
      case 'reply':
        return say('rules.quoted', { text: one.text.length > 60 ? `${one.text.slice(0, 60)}…` : one.text })
      case 'notify':
        return some(one.userIds.map(names.person))
      default:
        return ''
    }
  }
  return { condition, action }
}

const joined = (what: string, more: string) => (more.trim() ? `${what}: ${more.trim()}` : what)

function useNames() {
  const brand = useBrand()
  const known = useQuery(accounts(brand.id)).data?.items ?? []
  const told = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
  const themes = useQuery(rubrics(brand.id)).data?.items ?? []
  const people = useQuery(members()).data?.items ?? []
  return {
    account: (id: string) => known.find((one) => one.id === id)?.name ?? '…',
    network: (id: string) => told.find((one) => one.id === id)?.name ?? id,
    rubric: (id: string) => themes.find((one) => one.id === id)?.name ?? '…',
    person: (id: string) => people.find((one) => one.userId === id)?.name ?? '…',
  }
}
