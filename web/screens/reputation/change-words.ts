import type { Change } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'

const labels: Record<string, string> = {
  ...{ title: 'repute.case.title', problem: 'repute.case.problem', severity: 'repute.severity' },
  ...{ ownerId: 'repute.case.owner', deadline: 'repute.case.deadline', status: 'repute.case.status' },
  ...{ outcome: 'repute.case.outcome', state: 'repute.case.status', note: 'repute.note', dueOn: 'repute.invite.due' },
  ...{ kind: 'repute.bank.kind', texts: 'repute.bank.texts', source: 'repute.bank.source' },
  ...{ sourceUrl: 'repute.pages.url', caseId: 'repute.crisis.case' },
}
/** What stands for a value, before its code. */
const codes: Record<string, string> = {
  ...{ severity: 'repute.severity.', status: 'repute.status.', state: 'repute.invitation.', kind: 'repute.bank.' },
}
/** Nobody reads an id. */
const unsaid = new Set(['caseId', 'problem', 'outcome', 'note', 'texts'])

/** Which field became what, in words; owners as `nameOf` knows them. */
export function useChangeWords(nameOf: (owner: string) => string): (changes: readonly Change[]) => string {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const valueIn = (field: string, value: Change['to']): string => {
    if (value === null || value === '') return field === 'ownerId' ? say('repute.nobody') : '–'
    if (field === 'ownerId') return nameOf(String(value))
    if (field === 'deadline') return format.moment(String(value), zone)
    if (field === 'dueOn') return format.date(`${value}T12:00:00Z`, 'UTC')
    return codes[field] ? say(`${codes[field]}${value}`) : String(value)
  }
  return (changes) =>
    changes
      .map(({ field, from, to }) => {
        const name = say(labels[field] ?? 'repute.changed.other')
        if (unsaid.has(field)) return say('repute.changed.rewritten', { field: name })
        const [was, is] = [valueIn(field, from), valueIn(field, to)]
        return from === null
          ? say('repute.changed.set', { field: name, to: is })
          : say('repute.changed.fromTo', { field: name, from: was, to: is })
      })
      .join('; ')
}
