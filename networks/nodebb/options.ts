import { optionOf } from '../check-options.ts'
import type { AccountFacts, Choice, Content, OptionField, OptionValue } from '../compose.ts'
import { forumFacts } from './site-facts.ts'

export function optionsFor(facts: AccountFacts): OptionField[] {
  const { categories, maxTitle, maxTags, maxTag } = forumFacts(facts)
  const named = categories.map(({ cid, name }): Choice => ({ value: String(cid), label: name, named: true }))
  return [
    { key: 'title', kind: 'text', label: 'nodebb.option.title', maxLength: maxTitle, default: '', required: true },
    ...(named.length > 0
      ? [
          {
            key: 'category',
            kind: 'choice' as const,
            label: 'nodebb.option.category',
            choices: named,
            default: named[0]?.value ?? '',
          },
        ]
      : []),
    { key: 'tags', kind: 'words', label: 'nodebb.option.tags', max: maxTags, maxLength: maxTag, default: [] },
    {
      key: 'removal',
      kind: 'choice',
      label: 'nodebb.option.removal',
      choices: ['hidden', 'purged'].map((value) => ({ value, label: `nodebb.option.removal.${value}` })),
      default: 'hidden',
    },
  ]
}

export const settingOf = (content: Pick<Content, 'options'>, facts: AccountFacts, key: string): OptionValue =>
  optionOf(optionsFor(facts), content.options, key) ?? ''
